using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Tests.Saving.Hdf5;

/// <summary>Where the files of the tests are.</summary>
internal static class H5Files
{
    public static string Case(string name) => Path.Combine(AppContext.BaseDirectory, "Saving", "Files", name);

    public static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Goldens", name);

    public static H5Reader Open(byte[] bytes) => H5Reader.Open(new MemoryStream(bytes), "test");

    public static byte[] Bytes(H5Group root)
    {
        var stream = new MemoryStream();
        H5Writer.Write(stream, root);
        return stream.ToArray();
    }
}
