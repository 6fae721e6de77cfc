namespace Sharpkeras.Saving;

/// <summary>Places for weights on their way into and out of archives, whose streams cannot be seeked in.</summary>
internal static class Seekable
{
    private const int MostInMemory = 64 << 20;

    /// <summary>A stream for content of any length: a file that goes away with it.</summary>
    public static Stream Temporary() => new FileStream(
        Path.Combine(Path.GetTempPath(), $"sharpkeras-{Guid.NewGuid():N}.tmp"),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        bufferSize: 1 << 16,
        FileOptions.DeleteOnClose);

    /// <summary>A stream for content of a length: in memory where it is small.</summary>
    public static Stream For(long length) => length <= MostInMemory ? new MemoryStream((int)length) : Temporary();
}
