using System.Buffers.Binary;
using Sharpkeras.Tests.Summaries.Protos;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Summaries;

/// <summary>Reads event files without the code under test: the frames by hand, checksums bit by bit, messages by generated classes.</summary>
internal static class ProtoLog
{
    public static List<Event> Read(string path) => Parse(ReadAll(path));

    /// <summary>The event files of a run's folder.</summary>
    public static List<Event> Run(params string[] folder) =>
        [.. Directory.GetFiles(Path.Combine(folder)).Where(file => file.Contains("tfevents", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(Read)];

    public static List<Event> Parse(byte[] file)
    {
        var events = new List<Event>();
        for (int at = 0; at < file.Length;)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)), Is.EqualTo(RecordBytes.Masked(file.AsSpan(at, 8))), $"checksum of the length at byte {at}");
            ReadOnlySpan<byte> payload = file.AsSpan(at + 12, length);
            Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)), Is.EqualTo(RecordBytes.Masked(payload)), $"checksum of the content at byte {at}");
            events.Add(Event.Parser.ParseFrom(payload));
            at += 16 + length;
        }

        return events;
    }

    /// <summary>The values of a log by tag: step and value.</summary>
    public static ILookup<string, (long Step, Summary.Types.Value Value)> ByTag(IEnumerable<Event> events) =>
        (from item in events where item.Summary != null from value in item.Summary.Value select (item.Step, value)).ToLookup(pair => pair.value.Tag);

    public static float Number(Summary.Types.Value value) => BinaryPrimitives.ReadSingleLittleEndian(value.Tensor.TensorContent.Span);

    public static double[] Doubles(Summary.Types.Value value) =>
        [.. Enumerable.Range(0, value.Tensor.TensorContent.Length / 8).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(value.Tensor.TensorContent.Span[(i * 8)..]))];

    public static int[] Sizes(Summary.Types.Value value) => [.. value.Tensor.TensorShape.Dim.Select(dim => (int)dim.Size)];

    /// <summary>A file may still be open for writing.</summary>
    public static byte[] ReadAll(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
