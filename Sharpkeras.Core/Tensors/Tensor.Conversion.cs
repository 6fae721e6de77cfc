using System.Runtime.InteropServices;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>Conversion from and to .NET arrays: a façade over the backends.</summary>
public sealed partial class Tensor
{
    /// <summary>A tensor from a .NET array of any rank up to 8, such as <c>float[,]</c>, on the default device.</summary>
    /// <param name="array">float, double, sbyte, byte, short, int, long or bool; not jagged.</param>
    /// <exception cref="ArgumentException">The element type is another, the array is jagged, or has too many dimensions.</exception>
    /// <example><code>Tensor matrix = Tensor.From(new[,] { { 1f, 2f }, { 3f, 4f } });</code></example>
    public static Tensor From(Array array)
    {
        Type element = array.GetType().GetElementType()!;
        if (element.IsArray)
        {
            throw new ArgumentException(
                $"tensor — arrays of arrays have no shape. Received {array.GetType().Name}; use a rectangular array such as float[,].", nameof(array));
        }

        DType dtype = DTypes.Of(element);
        int[] dimensions = [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)];
        ReadOnlySpan<byte> bytes = MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), array.Length * dtype.Size());
        return Create(bytes, dimensions, dtype);
    }

    /// <summary>A tensor from elements in row-major order, on the default device.</summary>
    /// <param name="elements">As many as the shape has.</param>
    /// <param name="shape">The dimensions.</param>
    /// <exception cref="ArgumentException">The number of elements is not that of the shape, or there is no such element type.</exception>
    public static Tensor FromSpan<T>(ReadOnlySpan<T> elements, Shape shape)
        where T : unmanaged
    {
        if (elements.Length != shape.Length)
        {
            throw new ShapeException($"tensor — shape {shape} has {shape.Length} elements. Received {elements.Length}.");
        }

        return Create(MemoryMarshal.AsBytes(elements), shape, DTypes.Of<T>());
    }

    /// <summary>A tensor of one value, on the default device.</summary>
    public static Tensor Scalar<T>(T value)
        where T : unmanaged => FromSpan([value], Shape.Scalar);

    /// <summary>A tensor from an array in ordinary memory, on the default device.</summary>
    public static Tensor FromHost(HostArray array) => Create(array.Bytes, array.Shape, array.DType);

    /// <summary>A vector.</summary>
    public static implicit operator Tensor(float[] array) => From(array);

    /// <summary>A matrix.</summary>
    public static implicit operator Tensor(float[,] array) => From(array);

    /// <summary>Three axes.</summary>
    public static implicit operator Tensor(float[,,] array) => From(array);

    /// <summary>Four axes: images.</summary>
    public static implicit operator Tensor(float[,,,] array) => From(array);

    /// <summary>A vector of float64.</summary>
    public static implicit operator Tensor(double[] array) => From(array);

    /// <summary>A matrix of float64.</summary>
    public static implicit operator Tensor(double[,] array) => From(array);

    /// <summary>A vector of int32.</summary>
    public static implicit operator Tensor(int[] array) => From(array);

    /// <summary>A matrix of int32: tokens.</summary>
    public static implicit operator Tensor(int[,] array) => From(array);

    /// <summary>The elements in row-major order.</summary>
    /// <typeparam name="T">The .NET type of the elements.</typeparam>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        CheckHasValues();
        CheckType(typeof(T));
        T[] elements = new T[Length];
        Backend.Of(this).Download(this, MemoryMarshal.AsBytes(elements.AsSpan()));
        return elements;
    }

    /// <summary>The elements as a .NET array of this rank, such as <c>float[,]</c>; a scalar gives an array of one element.</summary>
    public Array ToArray()
    {
        CheckHasValues();
        Array array = NewArray.Of(DType, Shape.Span);
        Span<byte> bytes = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), checked((int)ByteLength));
        Backend.Of(this).Download(this, bytes);
        return array;
    }

    /// <summary>The elements in ordinary memory.</summary>
    public HostArray ToHost()
    {
        CheckHasValues();
        byte[] bytes = new byte[ByteLength];
        Backend.Of(this).Download(this, bytes);
        return new HostArray(DType, Shape, bytes);
    }

    /// <summary>The only element, converted to a .NET number.</summary>
    /// <exception cref="InvalidOperationException">There is more than one element, or none.</exception>
    public T Item<T>()
        where T : unmanaged, IConvertible
    {
        CheckHasValues();
        if (Length != 1)
        {
            throw new InvalidOperationException($"item — needs a tensor of one element. Received shape {Shape}; index it, or use ToArray.");
        }

        Span<byte> bytes = stackalloc byte[8];
        Backend.Of(this).Download(this, bytes[..DType.Size()]);
        IConvertible value = DType switch
        {
            DType.Float32 => MemoryMarshal.Read<float>(bytes),
            DType.Float64 => MemoryMarshal.Read<double>(bytes),
            DType.Int8 => (sbyte)bytes[0],
            DType.UInt8 => bytes[0],
            DType.Int16 => MemoryMarshal.Read<short>(bytes),
            DType.Int32 => MemoryMarshal.Read<int>(bytes),
            DType.Int64 => MemoryMarshal.Read<long>(bytes),
            _ => bytes[0] != 0,
        };
        return (T)value.ToType(typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The tensor on another device; the same tensor when it is there.</summary>
    public Tensor To(Device device)
    {
        // Beside a symbolic tensor values stay where they are: the operation is symbolic anyway.
        if (device == Device || device == Device.Meta)
        {
            return this;
        }

        Backend backend = BackendProvider.Get(device);
        Tensor copy = backend.Rent(Shape, DType);
        for (long begin = 0; begin < Length; begin += TransferPiece)
        {
            long count = Math.Min(TransferPiece, Length - begin);
            using var scope = new TensorScope();
            Tensor from = View([(int)count], Offset + begin);
            ReadOnlySpan<byte> bytes = Device.Kind == DeviceKind.Cpu ? Backend.Of(this).HostBytes(from) : from.ToHost().Bytes;
            backend.Upload(bytes, copy.View([(int)count], begin));
        }

        return copy;
    }

    /// <summary>Elements that are moved at once: their bytes are counted in 32 bits.</summary>
    private const long TransferPiece = 1 << 26;

    private static Tensor Create(ReadOnlySpan<byte> bytes, Shape shape, DType dtype)
    {
        Backend backend = BackendProvider.Get(Device.Default);
        Tensor tensor = backend.Rent(shape, dtype);
        backend.Upload(bytes, tensor);
        return tensor;
    }

    private static Type ElementType(DType dtype) => dtype switch
    {
        DType.Float32 => typeof(float),
        DType.Float64 => typeof(double),
        DType.Int8 => typeof(sbyte),
        DType.UInt8 => typeof(byte),
        DType.Int16 => typeof(short),
        DType.Int32 => typeof(int),
        DType.Int64 => typeof(long),
        _ => typeof(bool),
    };

    private void CheckType(Type type)
    {
        if (ElementType(DType) != type)
        {
            throw new DTypeException(
                $"tensor — its elements are {DType.KerasName()}. Received a request for {type.Name}; use ToArray<{ElementType(DType).Name}>() or Cast first.");
        }
    }
}
