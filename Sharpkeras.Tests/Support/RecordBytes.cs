using System.Buffers.Binary;

namespace Sharpkeras.Tests.Support;

/// <summary>TensorFlow's frame of records, written down by its definition: what the product's own is compared with.</summary>
internal static class RecordBytes
{
    /// <summary>A record around a content.</summary>
    public static byte[] Frame(byte[] content)
    {
        byte[] frame = new byte[content.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(frame, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Masked(frame.AsSpan(0, 8)));
        content.CopyTo(frame, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(12 + content.Length), Masked(content));
        return frame;
    }

    /// <summary>The checksum as it is stored: turned right by 15 bits, and a constant added.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc32C(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8u;
    }

    /// <summary>The remainder by Castagnoli's polynomial, bit by bit.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
            }
        }

        return ~crc;
    }
}
