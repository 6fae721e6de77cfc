using System.Runtime.InteropServices;

namespace Sharpkeras.Devices;

/// <summary>
/// Numbers that operations know, as tensors of rank 0 on the device: each value is written there once, not at each use. They are only
/// read. They lie together in a block; when it is full a new one begins, and the old one lives as long as tensors show it.
/// </summary>
internal sealed class ConstantCache(Backend backend)
{
    /// <summary>Wide enough for every element type.</summary>
    private const int BytesEach = 8;
    private const int Capacity = 1024;

    private readonly Dictionary<(long Bits, DType DType), int> places = [];
    private readonly Lock gate = new();
    private Storage? block;

    /// <summary>A number, converted to the type.</summary>
    public Tensor Get(double value, DType dtype)
    {
        lock (gate)
        {
            var key = (BitConverter.DoubleToInt64Bits(value), dtype);
            if (!places.TryGetValue(key, out int place))
            {
                place = Add(key, value);
            }

            return At(block!, place, dtype);
        }
    }

    /// <summary>Begins a block.</summary>
    public void Begin()
    {
        places.Clear();
        block?.Release();
        block = backend.RentStorage(Capacity * BytesEach);
        block.Retain();
    }

    private static Tensor At(Storage block, int place, DType dtype) =>
        Tensor.Create(block, place * (long)BytesEach / dtype.Size(), Shape.Scalar, dtype);

    private int Add((long Bits, DType DType) key, double value)
    {
        if (block == null || places.Count == Capacity)
        {
            Begin();
        }

        int place = places.Count;
        places.Add(key, place);
        Tensor target = Tensor.CreateOwned(block!, place * (long)BytesEach / key.DType.Size(), Shape.Scalar, key.DType);
        Span<byte> bytes = stackalloc byte[BytesEach];
        Write(value, key.DType, bytes);
        backend.Upload(bytes[..key.DType.Size()], target);
        target.Release();
        return place;
    }

    private static void Write(double value, DType dtype, Span<byte> bytes)
    {
        switch (dtype)
        {
            case DType.Float32: MemoryMarshal.Write(bytes, (float)value); break;
            case DType.Float64: MemoryMarshal.Write(bytes, value); break;
            case DType.Int8: MemoryMarshal.Write(bytes, (sbyte)value); break;
            case DType.UInt8: bytes[0] = (byte)value; break;
            case DType.Int16: MemoryMarshal.Write(bytes, (short)value); break;
            case DType.Int32: MemoryMarshal.Write(bytes, (int)value); break;
            case DType.Int64: MemoryMarshal.Write(bytes, (long)value); break;
            default: bytes[0] = value == 0 ? (byte)0 : (byte)1; break;
        }
    }
}
