using System.Runtime.InteropServices;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>Turns stored elements into those of host arrays: types that tensors do not have become the next wider one.</summary>
internal static class H5Widen
{
    public static byte[] Convert(H5Source source, byte[] bytes, H5DataType type) => (type.Kind, type.Size) switch
    {
        (H5ElementKind.Float, 2) => Each<Half, float>(bytes, value => (float)value),
        (H5ElementKind.Unsigned, 2) => Each<ushort, int>(bytes, value => value),
        (H5ElementKind.Unsigned, 4) => Each<uint, long>(bytes, value => value),
        (H5ElementKind.Unsigned, 8) => Each<ulong, long>(bytes, value => Checked(source, value)),
        (H5ElementKind.Bool, _) => Each<byte, byte>(bytes, value => value == 0 ? (byte)0 : (byte)1),
        _ => bytes,
    };

    private static long Checked(H5Source source, ulong value) =>
        value <= long.MaxValue ? (long)value : throw source.Refused($"an array holds {value}, which is beyond int64");

    private static byte[] Each<TFrom, TTo>(byte[] bytes, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var from = MemoryMarshal.Cast<byte, TFrom>(bytes);
        var to = new TTo[from.Length];
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = convert(from[i]);
        }

        return MemoryMarshal.AsBytes(to.AsSpan()).ToArray();
    }
}
