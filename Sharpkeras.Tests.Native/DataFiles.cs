using Sharpkeras.Data;
using Sharpkeras.Examples;

namespace Sharpkeras.Tests.Native;

/// <summary>Files that other libraries help to read: tables and pictures.</summary>
internal static class DataFiles
{
    public static void Run(Checks checks, string folder)
    {
        string table = Path.Combine(folder, "table.csv");
        File.WriteAllText(table, "a,b,y\n1,2.5,0\n3,\"4\",1\n");
        CsvTable rows = CsvFile.Load(table, label: "y");
        checks.That(rows.X.Shape == [2, 2], $"table.csv: {Bits.Of(rows.X)}");

        HostArray picture = ImageFile.Load(Path.Combine(AppContext.BaseDirectory, "rgb.jpg"));
        string path = Path.Combine(folder, "rgb.png");
        ImageFile.Save(path, picture);
        checks.That(ImageFile.Load(path).Bytes.SequenceEqual(picture.Bytes), $"rgb.jpg, {picture.Shape}: {Bits.Of(Tensor.FromHost(picture))}");
    }
}
