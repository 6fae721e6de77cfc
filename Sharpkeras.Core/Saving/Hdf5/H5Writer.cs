using System.Reflection;
using System.Runtime.InteropServices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>
/// Writes HDF5 files as Keras does through h5py: contiguous little-endian arrays without filters, scalars as scalars, texts of variable
/// length. (Texts are flagged UTF-8 throughout; h5py flags some as ASCII, and reads both.)
/// </summary>
internal static class H5Writer
{
    /// <summary>Attributes in an object's header stay below this.</summary>
    private const int LargestAttribute = 65535;

    private static readonly PureHDF.H5WriteOptions Options = new(PreferCompactDatasetLayout: false);

    /// <summary>
    /// Booleans as h5py stores them: an enumeration with these names. The names are the file format's; h5py's has int8 below, which
    /// PureHDF 2.2.0 cannot write, but reads any.
    /// </summary>
    private enum Bool : byte
    {
        FALSE = 0,
        TRUE = 1,
    }

    /// <summary>Writes a file atomically: there is the earlier file or the whole new one.</summary>
    /// <exception cref="ModelFileException">The path cannot be written to, or the content does not fit the format.</exception>
    public static void Write(string path, H5Group root) => AtomicFile.Write(path, stream => Write(stream, root));

    /// <summary>Writes a file into a stream that can read, write and seek.</summary>
    /// <exception cref="ModelFileException">The content does not fit the format.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static void Write(Stream stream, H5Group root)
    {
        var file = new PureHDF.H5File();
        Fill(file, root);
        try
        {
            file.Write(stream, Options);
        }
        catch (TargetInvocationException error)
        {
            // PureHDF calls its encoders by reflection, which hides what really happened.
            var cause = error.GetBaseException();
            throw cause is IOException
                ? new IOException(cause.Message, cause)
                : new ModelFileException($"save — the file could not be put together: {cause.Message} Please report this.", cause);
        }
    }

    private static void Fill(PureHDF.H5Group target, H5Group group)
    {
        AddAttributes(target, group);
        foreach (var (name, child) in group.Children)
        {
            CheckName(name);
            target[name] = child is H5Group inner ? Convert(inner) : Convert((H5Array)child);
        }
    }

    private static PureHDF.H5Group Convert(H5Group group)
    {
        var result = new PureHDF.H5Group();
        Fill(result, group);
        return result;
    }

    private static PureHDF.H5Dataset Convert(H5Array array)
    {
        var value = array.Value;
        var result = value.Shape.Rank == 0
            ? new PureHDF.H5Dataset(Elements(value).GetValue(0)!)
            : new PureHDF.H5Dataset(Elements(value), fileDims: Dimensions(value.Shape));
        AddAttributes(result, array);
        return result;
    }

    private static void AddAttributes(PureHDF.H5Object target, H5Node node)
    {
        foreach (var (name, attribute) in node.Attributes)
        {
            target.Attributes[name] = Convert(name, attribute);
        }
    }

    private static PureHDF.H5Attribute Convert(string name, H5Attribute attribute)
    {
        if (attribute.Numbers is { } numbers)
        {
            CheckSize(name, numbers.Bytes.Length);
            return numbers.Shape.Rank == 0
                ? new PureHDF.H5Attribute(Elements(numbers).GetValue(0)!)
                : new PureHDF.H5Attribute(Elements(numbers), Dimensions(numbers.Shape));
        }

        CheckSize(name, 16 * (attribute.Texts?.Count ?? 1));
        return new PureHDF.H5Attribute((object?)attribute.Text ?? attribute.Texts!.ToArray());
    }

    private static void CheckSize(string name, int bytes)
    {
        // The message also holds name, type and shape.
        if (bytes + name.Length > LargestAttribute - 1024)
        {
            throw new ModelFileException(
                $"save — the attribute '{name}' has {bytes} bytes, more than the format holds. Use fewer names in it.");
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ModelFileException($"save — '{name}' cannot be a name in a file. Use names without '/' that are not empty.");
        }
    }

    private static ulong[] Dimensions(Shape shape) => shape.Select(dimension => (ulong)dimension).ToArray();

    /// <summary>The elements as a flat array of their .NET type.</summary>
    private static Array Elements(HostArray array) => array.DType switch
    {
        DType.Float32 => array.Span<float>().ToArray(),
        DType.Float64 => array.Span<double>().ToArray(),
        DType.Int8 => array.Span<sbyte>().ToArray(),
        DType.UInt8 => array.Span<byte>().ToArray(),
        DType.Int16 => array.Span<short>().ToArray(),
        DType.Int32 => array.Span<int>().ToArray(),
        DType.Int64 => array.Span<long>().ToArray(),
        _ => MemoryMarshal.Cast<byte, Bool>(array.Bytes).ToArray(),
    };
}
