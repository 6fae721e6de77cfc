using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Summaries;

/// <summary>
/// Appends records in TensorFlow's frame: length, its checksum, the payload, its checksum. Each record goes to the system in one piece, so
/// that a program that is killed leaves whole records; where a disk fills up, what was begun is cut off again.
/// </summary>
internal sealed class RecordWriter(Stream stream, string name) : IDisposable
{
    private byte[] frame = [];

    /// <exception cref="EventFileException">The record could not be written; the file ends with the record before it.</exception>
    public void Write(ReadOnlySpan<byte> payload)
    {
        int length = RecordFrame.HeadLength + payload.Length + RecordFrame.FootLength;
        if (frame.Length < length)
        {
            frame = new byte[Math.Max(length, 1024)];
        }

        RecordFrame.WriteHead(frame, payload);
        payload.CopyTo(frame.AsSpan(RecordFrame.HeadLength));
        RecordFrame.WriteFoot(frame.AsSpan(RecordFrame.HeadLength + payload.Length), payload);
        long begin = stream.Position;
        try
        {
            stream.Write(frame.AsSpan(0, length));
            stream.Flush();
        }
        catch (IOException error)
        {
            CutOff(begin);
            throw new EventFileException(
                $"SummaryWriter — '{name}' at byte {Text.Of(begin)}: expected to write a record of {Text.Of(length)} bytes, found that the system refuses it: {error.Message.TrimEnd('.')}. "
                + "The records before it are whole. Free space, or log into another folder.",
                error);
        }
    }

    public void Dispose() => stream.Dispose();

    private void CutOff(long end)
    {
        try
        {
            stream.SetLength(end);
            stream.Position = end;
        }
        catch (IOException)
        {
            // A reader stops at the incomplete record; the error that led here is the one worth reporting.
        }
    }
}
