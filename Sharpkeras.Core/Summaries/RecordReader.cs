using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Summaries;

/// <summary>Reads records in TensorFlow's frame one after the other, and checks both checksums.</summary>
/// <param name="stream">The file, seekable; another program may be appending to it.</param>
/// <param name="name">What messages call it.</param>
internal sealed class RecordReader(Stream stream, string name)
{
    private readonly byte[] head = new byte[RecordFrame.HeadLength];

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

        if (left < RecordFrame.HeadLength)
        {
            return End($"expected {Text.Of(RecordFrame.HeadLength)} bytes of a record's head, found {Text.Of(left)}");
        }

        stream.ReadExactly(head);
        ulong length = RecordFrame.LengthOf(head);
        Compare(RecordFrame.SumsOfLength(head), Offset + sizeof(ulong), "length");
        left -= RecordFrame.HeadLength;
        if (left < RecordFrame.FootLength || length > (ulong)(left - RecordFrame.FootLength))
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
        stream.ReadExactly(head.AsSpan(0, RecordFrame.FootLength));
        Compare(RecordFrame.SumsOfContent(payload, head), place, "content");
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

    private void Compare((uint Computed, uint Stored) sums, long offset, string what)
    {
        if (sums.Computed != sums.Stored)
        {
            throw Wrong(offset, $"expected the checksum {sums.Computed:x8} of the record's {what}, found {sums.Stored:x8}");
        }
    }
}
