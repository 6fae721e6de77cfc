using System.Buffers.Binary;

namespace Sharpkeras.Serialization;

/// <summary>
/// The frame of a record in TensorFlow's files: its length (uint64), the checksum of that, the content, and its checksum, all with the lowest
/// byte first. TFRecord files and TensorBoard's event files are such records one after the other.
/// </summary>
internal static class RecordFrame
{
    /// <summary>The bytes before the content.</summary>
    public const int HeadLength = sizeof(ulong) + sizeof(uint);

    /// <summary>The bytes behind it.</summary>
    public const int FootLength = sizeof(uint);

    /// <summary>Writes what stands before a content.</summary>
    public static void WriteHead(Span<byte> head, ReadOnlySpan<byte> content)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], Crc32C.Masked(head[..sizeof(ulong)]));
    }

    /// <summary>Writes what stands behind a content.</summary>
    public static void WriteFoot(Span<byte> foot, ReadOnlySpan<byte> content) => BinaryPrimitives.WriteUInt32LittleEndian(foot, Crc32C.Masked(content));

    /// <summary>The length of the content behind a head.</summary>
    public static ulong LengthOf(ReadOnlySpan<byte> head) => BinaryPrimitives.ReadUInt64LittleEndian(head);

    /// <summary>The checksum of the length as it is, and as the head has it; they are equal in a file that is whole.</summary>
    public static (uint Computed, uint Stored) SumsOfLength(ReadOnlySpan<byte> head) => Sums(head[..sizeof(ulong)], head[sizeof(ulong)..]);

    /// <summary>The checksum of the content as it is, and as the foot has it.</summary>
    public static (uint Computed, uint Stored) SumsOfContent(ReadOnlySpan<byte> content, ReadOnlySpan<byte> foot) => Sums(content, foot);

    private static (uint Computed, uint Stored) Sums(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> stored) =>
        (Crc32C.Masked(bytes), BinaryPrimitives.ReadUInt32LittleEndian(stored));
}
