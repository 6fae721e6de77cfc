namespace Sharpkeras.Data;

/// <summary>
/// Reads NumPy's files of one array (<c>.npy</c>, versions 1.0 to 3.0): bool, signed integers of 8 to 64 bits, uint8, float32, float64,
/// all little-endian.
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
}
