using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Data;

/// <summary>
/// TensorFlow's record files: each record is its length (uint64), the checksum of that, the bytes, and their checksum. Plain, or compressed by
/// gzip when read.
/// </summary>
public static class TfRecordFile
{
    /// <summary>The records of a file. A wrong checksum or a missing end is an <see cref="InvalidDataException"/> with record and offset.</summary>
    /// <param name="path">The file; it is opened when a loop begins.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Dataset<byte[]> Stream(string path)
    {
        DataFile.CheckExists(path);
        return Dataset.FromGenerator(() => Records(path));
    }

    /// <summary>Writes records into a file, which has its name only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="records">What comes into it.</param>
    /// <exception cref="IOException">Writing failed; an earlier file is unchanged.</exception>
    public static void Write(string path, IEnumerable<byte[]> records) => NewFile.Write(path, stream =>
    {
        foreach (byte[] record in records)
        {
            WriteRecord(stream, record);
        }
    });

    /// <summary>Writes one record.</summary>
    internal static void WriteRecord(Stream stream, ReadOnlySpan<byte> record)
    {
        Span<byte> head = stackalloc byte[RecordFrame.HeadLength];
        RecordFrame.WriteHead(head, record);
        stream.Write(head);
        stream.Write(record);
        Span<byte> foot = head[..RecordFrame.FootLength];
        RecordFrame.WriteFoot(foot, record);
        stream.Write(foot);
    }

    private static IEnumerable<byte[]> Records(string path)
    {
        using Stream stream = DataFile.Open(path);
        long offset = 0;
        for (long number = 0; ; number++)
        {
            string member = $"'{path}' record {Text.Of(number)} at byte {Text.Of(offset)}";
            if (Read(stream, member) is not { } record)
            {
                yield break;
            }

            yield return record;
            offset += RecordFrame.HeadLength + record.Length + RecordFrame.FootLength;
        }
    }

    /// <summary>The next record; null at the end of the file.</summary>
    private static byte[]? Read(Stream stream, string member)
    {
        byte[] head = new byte[RecordFrame.HeadLength];
        int first = Npy.ReadSome(stream, head, member);
        if (first == 0)
        {
            return null;
        }

        Npy.ReadExactly(stream, RecordFrame.HeadLength - first, member).CopyTo(head, first);
        ulong length = RecordFrame.LengthOf(head);
        Check(RecordFrame.SumsOfLength(head), "length", member);
        if (length > (ulong)Array.MaxLength)
        {
            throw Npy.Invalid(member, $"it claims {length} bytes; at most {Array.MaxLength} can be read", "Get or write the file again");
        }

        byte[] record = Npy.ReadExactly(stream, (int)length, member);
        Check(RecordFrame.SumsOfContent(record, Npy.ReadExactly(stream, RecordFrame.FootLength, member)), "content", member);
        return record;
    }

    private static void Check((uint Computed, uint Stored) sums, string what, string member)
    {
        if (sums.Computed != sums.Stored)
        {
            throw Npy.Invalid(
                member, $"the checksum of its {what} is {sums.Computed:X8}, not {sums.Stored:X8} as the file says: it is damaged, or no TFRecord file", "Get or write the file again");
        }
    }
}
