using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>
/// The beginning of a file: it says where the root group is. This and the other structures follow the "HDF5 File Format Specification
/// Version 3.0" of the HDF Group, level 0 to 2.
/// </summary>
internal static class H5Superblock
{
    /// <summary>Bytes of a user may stand before the superblock: 512 or a larger power of two.</summary>
    private const int SmallestUserBlock = 512;

    private const int LargestUserBlock = 1 << 20;

    /// <summary>An address that leads nowhere.</summary>
    public const ulong Undefined = ulong.MaxValue;

    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The address of the root group's header.</summary>
    public static ulong RootAddress(H5Source source)
    {
        byte[] bytes = source.Structure(0, (ulong)Math.Min(source.Length, 128), "the superblock");
        int common = Math.Min(bytes.Length, Magic.Length);
        if (common == 0 || !bytes.AsSpan(0, common).SequenceEqual(Magic[..common]))
        {
            RefuseUserBlock(source);
            throw new ModelFileException(
                $"{source.Name} — this is no HDF5 file: it does not begin as one. Give a file that Keras saved as .h5 or .hdf5.");
        }

        var cursor = new H5Cursor(source, bytes, "the superblock");
        cursor.Skip(Magic.Length);
        int version = cursor.Version(0, 3);
        return version < 2 ? ReadOld(source, ref cursor, version) : ReadNew(source, ref cursor);
    }

    private static void RefuseUserBlock(H5Source source)
    {
        for (long start = SmallestUserBlock; start <= LargestUserBlock && start + Magic.Length <= source.Length; start *= 2)
        {
            if (source.Structure((ulong)start, (ulong)Magic.Length, "the superblock").AsSpan().SequenceEqual(Magic))
            {
                throw source.Refused("it has a user block");
            }
        }
    }

    private static ulong ReadOld(H5Source source, ref H5Cursor cursor, int version)
    {
        cursor.Skip(4);
        CheckSizes(source, cursor.Byte(), cursor.Byte());
        cursor.Skip(version == 0 ? 9 : 13);
        CheckBase(source, cursor.UInt64());
        cursor.Skip(8);
        CheckEnd(source, cursor.UInt64());

        // Then the driver's address and, in the root's entry, the offset of its name.
        cursor.Skip(16);
        return cursor.UInt64();
    }

    private static ulong ReadNew(H5Source source, ref H5Cursor cursor)
    {
        CheckSizes(source, cursor.Byte(), cursor.Byte());
        cursor.Skip(1);
        CheckBase(source, cursor.UInt64());
        cursor.Skip(8);
        CheckEnd(source, cursor.UInt64());
        return cursor.UInt64();
    }

    private static void CheckSizes(H5Source source, int offsets, int lengths)
    {
        if (offsets != 8 || lengths != 8)
        {
            throw source.Refused($"its addresses have {offsets} and its lengths {lengths} bytes instead of 8");
        }
    }

    private static void CheckBase(H5Source source, ulong address)
    {
        if (address != 0)
        {
            throw source.Refused("it has a user block");
        }
    }

    private static void CheckEnd(H5Source source, ulong end)
    {
        if (end > (ulong)source.Length)
        {
            throw source.Damaged($"it should have {end} bytes, but {source.Length} are there");
        }
    }
}
