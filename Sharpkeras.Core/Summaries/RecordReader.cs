using System.Buffers.Binary;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Summaries;

/// <summary>Reads records in TensorFlow's frame one after the other, and checks both checksums.</summary>
/// <param name="stream">The file, seekable; another program may be appending to it.</param>
/// <param name="name">What messages call it.</param>
internal sealed class RecordReader(Stream stream, string name)
{
    private const int Before = sizeof(ulong) + sizeof(uint);

    private readonly byte[] head = new byte[Before];

    /// <summary>Where the record that was read last begins.</summary>
    public long Offset { get; private set; }

    /// <summary>What is missing at the end of the file, when it ends within a record: its writer was killed, or is at work.</summary>
    public string? Incomplete { get; private set; }

    /// <summary>The next payload; null at the end, and where the file ends within a record.</summary>
    /// <exception cref="EventFileException">A checksum is wrong.</exception>
    public byte[]? Next()
    {
        Offset = stream.Position;
        long left = stream.Length - Offset;
        if (left == 0)
        {
            return null;
        }

        if (left < Before)
        {
            return End($"expected {Text.Of(Before)} bytes of a record's head, found {Text.Of(left)}");
        }

        stream.ReadExactly(head);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(head);
        Compare(Crc32C.Masked(head.AsSpan(0, sizeof(ulong))), BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(sizeof(ulong))), Offset + sizeof(ulong), "length");
        left -= Before;
        if (left < sizeof(uint) || length > (ulong)(left - sizeof(uint)))
        {
            return End($"expected a record of {Text.Of(length)} bytes and its checksum, found {Text.Of(left)} bytes");
        }

        if (length > (ulong)Array.MaxLength)
        {
            throw Wrong(Offset, $"expected a record of less than 2 GiB, found {Text.Of(length)} bytes");
        }

        byte[] payload = new byte[length];
        stream.ReadExactly(payload);
        long place = stream.Position;
        stream.ReadExactly(head.AsSpan(0, sizeof(uint)));
        Compare(Crc32C.Masked(payload), BinaryPrimitives.ReadUInt32LittleEndian(head), place, "content");
        return payload;
    }

    /// <summary>An error at a byte of the file.</summary>
    public EventFileException Wrong(long offset, string what) => new(
        $"event file — '{name}' at byte {Text.Of(offset)}: {what}. The file is damaged, or is no event file; write the log again.");

    private byte[]? End(string what)
    {
        Incomplete = $"event file — '{name}' at byte {Text.Of(Offset)}: {what} until the end of the file.";
        return null;
    }

    private void Compare(uint expected, uint found, long offset, string what)
    {
        if (expected != found)
        {
            throw Wrong(offset, $"expected the checksum {expected:x8} of the record's {what}, found {found:x8}");
        }
    }
}
