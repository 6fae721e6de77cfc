using System.Buffers.Binary;
using System.Numerics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>The checksum of a file's structures: Bob Jenkins's "lookup3" hash of their bytes, read as little-endian numbers.</summary>
internal static class H5Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint a = 0xDEADBEEF + (uint)bytes.Length, b = a, c = a;
        while (bytes.Length > 12)
        {
            Add(bytes, ref a, ref b, ref c);
            Mix(ref a, ref b, ref c);
            bytes = bytes[12..];
        }

        if (bytes.Length == 0)
        {
            return c;
        }

        Span<byte> rest = stackalloc byte[12];
        rest.Clear();
        bytes.CopyTo(rest);
        Add(rest, ref a, ref b, ref c);
        Finish(ref a, ref b, ref c);
        return c;
    }

    private static void Add(ReadOnlySpan<byte> bytes, ref uint a, ref uint b, ref uint c)
    {
        a += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        b += BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        MixStep(ref a, b, ref c, 4);
        MixStep(ref b, c, ref a, 6);
        MixStep(ref c, a, ref b, 8);
        MixStep(ref a, b, ref c, 16);
        MixStep(ref b, c, ref a, 19);
        MixStep(ref c, a, ref b, 4);
    }

    private static void MixStep(ref uint x, uint y, ref uint z, int rotation)
    {
        x = (x - z) ^ BitOperations.RotateLeft(z, rotation);
        z += y;
    }

    private static void Finish(ref uint a, ref uint b, ref uint c)
    {
        FinishStep(ref c, b, 14);
        FinishStep(ref a, c, 11);
        FinishStep(ref b, a, 25);
        FinishStep(ref c, b, 16);
        FinishStep(ref a, c, 4);
        FinishStep(ref b, a, 14);
        FinishStep(ref c, b, 24);
    }

    private static void FinishStep(ref uint changed, uint by, int rotation) => changed = (changed ^ by) - BitOperations.RotateLeft(by, rotation);
}
