using System.Runtime.InteropServices;

namespace Sharpkeras;

/// <summary>
/// An array in ordinary memory: shape, element type and bytes (row-major, the machine's byte order). Readers of files and background
/// workers make these; a tensor is made from one on the thread that uses it.
/// </summary>
public sealed class HostArray
{
    /// <summary>Wraps the bytes of an array.</summary>
    /// <exception cref="ArgumentException">The number of bytes is not what the shape needs.</exception>
    public HostArray(DType dtype, Shape shape, byte[] bytes)
    {
        if (shape.Length * dtype.Size() != bytes.Length)
        {
            throw new ArgumentException(
                $"array — shape {shape} of {dtype.KerasName()} needs {shape.Length * dtype.Size()} bytes. Received {bytes.Length}.");
        }

        DType = dtype;
        Shape = shape;
        Bytes = bytes;
    }

    /// <summary>The element type.</summary>
    public DType DType { get; }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The elements' bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>Copies a span of elements.</summary>
    /// <exception cref="ArgumentException">The number of elements is not what the shape needs, or there is no such element type.</exception>
    public static HostArray From<T>(ReadOnlySpan<T> elements, Shape shape)
        where T : unmanaged =>
        new(DTypes.Of<T>(), shape, MemoryMarshal.AsBytes(elements).ToArray());

    /// <summary>The elements, without a copy.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
    public Span<T> Span<T>()
        where T : unmanaged
    {
        if (DTypes.Of<T>() != DType)
        {
            throw new ArgumentException($"array — its elements are {DType.KerasName()}. Received a request for {typeof(T).Name}.");
        }

        return MemoryMarshal.Cast<byte, T>(Bytes.AsSpan());
    }
}
