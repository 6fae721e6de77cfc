using System.Buffers.Binary;

namespace Sharpkeras.Serialization;

/// <summary>The checksum of ZIP files, gzip and PNG: CRC-32 with the polynomial 0x04C11DB7, reflected.</summary>
internal sealed class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    /// <summary>So many bytes are added at once, each through a table of its own.</summary>
    private const int Step = 8;

    /// <summary>Table k, at 256 k: what a byte does to the sum when k more bytes follow it.</summary>
    private static readonly uint[] Tables = MakeTables();

    private uint state = uint.MaxValue;

    /// <summary>The sum of what was added.</summary>
    public uint Value => ~state;

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = new Crc32();
        sum.Add(bytes);
        return sum.Value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint sum = state;
        ReadOnlySpan<uint> tables = Tables;
        for (; bytes.Length >= Step; bytes = bytes[Step..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ sum;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            sum = tables[(7 * 256) + (byte)low] ^ tables[(6 * 256) + (byte)(low >> 8)]
                ^ tables[(5 * 256) + (byte)(low >> 16)] ^ tables[(4 * 256) + (int)(low >> 24)]
                ^ tables[(3 * 256) + (byte)high] ^ tables[(2 * 256) + (byte)(high >> 8)]
                ^ tables[256 + (byte)(high >> 16)] ^ tables[(int)(high >> 24)];
        }

        foreach (byte value in bytes)
        {
            sum = tables[(byte)(sum ^ value)] ^ (sum >> 8);
        }

        state = sum;
    }

    private static uint[] MakeTables()
    {
        uint[] tables = new uint[Step * 256];
        for (int i = 0; i < tables.Length; i++)
        {
            uint before = i < 256 ? 0 : tables[i - 256];
            tables[i] = i < 256 ? Entry(i) : tables[(byte)before] ^ (before >> 8);
        }

        return tables;
    }

    private static uint Entry(int index)
    {
        uint value = (uint)index;
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        }

        return value;
    }
}
