using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>A folder of coloured PNG pictures, decoded by all processors.</summary>
internal static class ImageReading
{
    private const int Classes = 4;

    private const int PerClass = 64;

    private const int Size = 256;

    public static void Run(BenchmarkOptions options)
    {
        using var folder = new ScratchFolder();
        string[] files = Write(folder);
        long bytes = files.Sum(file => new FileInfo(file).Length);
        var pictures = new ImageFolder(Path.GetDirectoryName(Path.GetDirectoryName(files[0]))!);
        double plain = Reading.Best(options, () => Reading.Plain(files));
        double seconds = Reading.Best(options, () => Reading.Expect(pictures.Stream(0, 0, shuffle: false).AsEnumerable().LongCount(), files.Length, "the folder"));
        double resized = Reading.Best(options, () => Reading.Expect(pictures.Stream(224, 224).AsEnumerable().LongCount(), files.Length, "the folder"));
        Reading.Report(options, "png_folder", bytes, seconds, plain);
        options.Report("png_folder_files", bytes / seconds / 1e6, "MB/s");
        options.Report("png_folder_pixels", files.Length * Size * Size * 3L / seconds / 1e6, "MB/s");
        options.Report("png_folder_images", files.Length / seconds, "images/s");
        options.Report("png_folder_resized", files.Length / resized, "images/s");
    }

    private static string[] Write(ScratchFolder folder)
    {
        string root = folder.Folder("pictures");
        string[] files = new string[Classes * PerClass];
        for (int i = 0; i < files.Length; i++)
        {
            string kind = Directory.CreateDirectory(Path.Combine(root, $"class{i % Classes}")).FullName;
            files[i] = Path.Combine(kind, $"{i}.png");
            File.WriteAllBytes(files[i], PngPicture.Encode(Pixels(i), Size, Size));
        }

        return files;
    }

    /// <summary>Soft waves of three colours with a little noise, which shrink as photographs do.</summary>
    private static byte[] Pixels(int seed)
    {
        var random = new Random(seed);
        double[] waves = [.. Enumerable.Range(0, 6).Select(_ => random.NextDouble() / 12)];
        byte[] pixels = new byte[Size * Size * 3];
        for (int i = 0; i < pixels.Length; i++)
        {
            int channel = i % 3;
            double wave = Math.Sin(i / 3 % Size * waves[channel]) + Math.Cos(i / 3 / Size * waves[channel + 3]);
            pixels[i] = (byte)(128 + (55 * wave) + random.Next(-4, 5));
        }

        return pixels;
    }
}
