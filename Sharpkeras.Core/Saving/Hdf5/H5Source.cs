using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>
/// The bytes of a file, read with bounds: no claim in the file takes memory or time beyond a small multiple of the file's size.
/// </summary>
internal sealed class H5Source : IDisposable
{
    private readonly Stream stream;
    private readonly bool owns;
    private long budget;

    public H5Source(Stream stream, string name, bool owns)
    {
        this.stream = stream;
        this.owns = owns;
        Name = name;
        Length = stream.Length;
        budget = (16 * Length) + (1 << 20);
    }

    /// <summary>What messages call the file.</summary>
    public string Name { get; }

    public long Length { get; }

    /// <summary>
    /// Reads a piece of structure. All of it together may be a few times the file's size: a file whose structures overlap or form loops
    /// runs out of that.
    /// </summary>
    public byte[] Structure(ulong address, ulong count, string what)
    {
        CheckRange(address, count, what);
        budget -= (long)count + 64;
        if (budget < 0)
        {
            throw Damaged("its structures overlap or form a loop");
        }

        byte[] bytes = new byte[count];
        Data(address, bytes, what);
        return bytes;
    }

    /// <summary>Reads elements of an array.</summary>
    public void Data(ulong address, Span<byte> target, string what)
    {
        CheckRange(address, (ulong)target.Length, what);
        try
        {
            stream.Position = (long)address;
            stream.ReadExactly(target);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"{Name} — could not be read: {error.Message} Check the disk and try again.", error);
        }
    }

    public void CheckRange(ulong address, ulong count, string what)
    {
        if (address > (ulong)Length || count > (ulong)Length - address)
        {
            throw Damaged($"{what} would lie at byte {address} to {address + count}, but the file ends at {Length}");
        }
    }

    /// <summary>The error for a file that is not as HDF5 files are.</summary>
    public ModelFileException Damaged(string what, Exception? cause = null) =>
        new($"{Name} — the file is damaged or truncated: {what}. Copy it again from where it was saved, or save it again.", cause);

    /// <summary>The error for a file that is right as HDF5, but not as Keras saves.</summary>
    public ModelFileException Refused(string what) =>
        new($"{Name} — refused: {what}; Keras's own files have none such. Save it again with Keras.");

    public void Dispose()
    {
        if (owns)
        {
            stream.Dispose();
        }
    }
}
