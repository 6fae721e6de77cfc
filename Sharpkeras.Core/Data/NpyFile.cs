namespace Sharpkeras.Data;

/// <summary>
/// NumPy's files of one array (<c>.npy</c>, versions 1.0 to 3.0): bool, signed integers of 8 to 64 bits, uint8, float32, float64; both byte
/// orders are read, little-endian is written.
/// </summary>
public static class NpyFile
{
    /// <summary>Reads the array of a file. Arrays in Fortran order are transposed to row-major order.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no NumPy array, is damaged or truncated, or has another element type.</exception>
    public static HostArray Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Npy.Read(stream, $"'{path}'", stream.Length);
    }

    /// <summary>Reads one array from where the stream stands; afterwards it stands behind the array.</summary>
    /// <exception cref="InvalidDataException">It is no NumPy array, is damaged or truncated, or has another element type.</exception>
    public static HostArray Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Npy.Read(stream, "npy stream", available: null);
    }

    /// <summary>
    /// The elements along the first axis of a file that may be larger than memory, with those of another file as targets. Compressed files are
    /// read as well.
    /// </summary>
    /// <param name="path">The file with the inputs, in row-major order.</param>
    /// <param name="targets">The file with the targets; null for none.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A file is no NumPy array with rows, is truncated, or the files have different numbers of rows.</exception>
    public static Dataset<Element> Stream(string path, string? targets = null) =>
        Npy.Elements(NpyRows.OfFile(path), targets == null ? null : NpyRows.OfFile(targets), $"'{path}' and '{targets}'");

    /// <summary>Writes an array into a file that NumPy opens. It has its name only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="array">The array.</param>
    /// <param name="fortranOrder">Whether the first index runs fastest in the file.</param>
    /// <exception cref="IOException">Writing failed; an earlier file is unchanged.</exception>
    public static void Write(string path, HostArray array, bool fortranOrder = false)
    {
        ArgumentNullException.ThrowIfNull(array);
        NewFile.Write(path, stream => NpyWriter.Write(stream, array, fortranOrder));
    }

    /// <summary>Writes an array to where a stream stands.</summary>
    public static void Write(Stream stream, HostArray array, bool fortranOrder = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        NpyWriter.Write(stream, array, fortranOrder);
    }
}
