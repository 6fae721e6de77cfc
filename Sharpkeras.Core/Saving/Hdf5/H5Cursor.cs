using System.Buffers.Binary;
using System.Text;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>Reads little-endian fields one after the other and complains where the bytes end too soon.</summary>
internal ref struct H5Cursor(H5Source source, ReadOnlySpan<byte> bytes, string what)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly int Remaining => bytes.Length - Position;

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A number of 1, 2, 4 or 8 bytes.</summary>
    public ulong Number(int size) => size switch
    {
        1 => Byte(),
        2 => (ulong)UInt16(),
        4 => UInt32(),
        _ => UInt64(),
    };

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Remaining)
        {
            throw source.Damaged($"{what} ends too soon");
        }

        var part = bytes.Slice(Position, count);
        Position += count;
        return part;
    }

    /// <summary>Takes bytes together with the padding behind them.</summary>
    public ReadOnlySpan<byte> TakePadded(int count, bool padded)
    {
        var part = Take(count);
        int padding = padded ? -count & 7 : 0;

        // The last padding of a message may be missing.
        Take(Math.Min(padding, Remaining));
        return part;
    }

    public void Skip(int count) => Take(count);

    /// <summary>Checks the four letters that begin a structure.</summary>
    public void Signature(string letters)
    {
        if (!Take(4).SequenceEqual(Encoding.ASCII.GetBytes(letters)))
        {
            throw source.Damaged($"{what} does not begin with {letters}");
        }
    }

    /// <summary>Checks a version number.</summary>
    public int Version(int lowest, int highest)
    {
        int version = Byte();
        return version >= lowest && version <= highest
            ? version
            : throw source.Damaged($"{what} has version {version}; {lowest} to {highest} are known");
    }
}
