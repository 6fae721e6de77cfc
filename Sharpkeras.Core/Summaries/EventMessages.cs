using System.Buffers.Binary;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Summaries;

/// <summary>
/// The messages that TensorFlow 2 writes: each value is a tensor, with the plugin that shows it. Fields with default values are left out as
/// TensorFlow does.
/// </summary>
internal static class EventMessages
{
    /// <summary>The first record of a file.</summary>
    public static ProtoWriter First(double wallTime) => new ProtoWriter()
        .Double(1, wallTime)
        .String(3, EventKinds.FileVersion)
        .Message(10, new ProtoWriter().String(1, "sharpkeras"));

    /// <summary>An event with one value.</summary>
    public static ProtoWriter Event(double wallTime, long step, ProtoWriter value)
    {
        var message = new ProtoWriter().Double(1, wallTime);
        if (step != 0)
        {
            message.Int(2, step);
        }

        return message.Message(5, new ProtoWriter().Message(1, value));
    }

    /// <summary>A value under a tag.</summary>
    public static ProtoWriter Value(string tag, ProtoWriter tensor, ProtoWriter metadata) =>
        new ProtoWriter().String(1, tag).Message(8, tensor).Message(9, metadata);

    /// <summary>What shows a value, and what a person should know of it.</summary>
    public static ProtoWriter Metadata(string plugin, int dataClass, string? description, ReadOnlySpan<byte> content = default)
    {
        var data = new ProtoWriter().String(1, plugin);
        if (content.Length > 0)
        {
            data.Bytes(2, content);
        }

        var metadata = new ProtoWriter().Message(1, data);
        if (!string.IsNullOrEmpty(description))
        {
            metadata.String(3, description);
        }

        return dataClass == 0 ? metadata : metadata.Int(4, dataClass);
    }

    /// <summary>A float32 of rank 0.</summary>
    public static ProtoWriter Number(float value)
    {
        byte[] content = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(content, value);
        return new ProtoWriter().Int(1, EventKinds.Float32).Bytes(2, []).Bytes(4, content);
    }

    /// <summary>Rows of left edge, right edge and count.</summary>
    public static ProtoWriter Rows(IReadOnlyList<HistogramBucket> buckets)
    {
        byte[] content = new byte[buckets.Count * 3 * sizeof(double)];
        for (int i = 0; i < buckets.Count; i++)
        {
            Span<byte> row = content.AsSpan(i * 3 * sizeof(double));
            BinaryPrimitives.WriteDoubleLittleEndian(row, buckets[i].Left);
            BinaryPrimitives.WriteDoubleLittleEndian(row[sizeof(double)..], buckets[i].Right);
            BinaryPrimitives.WriteDoubleLittleEndian(row[(2 * sizeof(double))..], buckets[i].Count);
        }

        return new ProtoWriter().Int(1, EventKinds.Float64).Message(2, Shape(buckets.Count, 3)).Bytes(4, content);
    }

    /// <summary>Width and height in decimal, then PNG files.</summary>
    public static ProtoWriter Pictures(SummaryImages images)
    {
        var tensor = new ProtoWriter().Int(1, EventKinds.String).Message(2, Shape(images.Pngs.Count + 2))
            .String(8, Text.Of(images.Width)).String(8, Text.Of(images.Height));
        foreach (byte[] png in images.Pngs)
        {
            tensor.Bytes(8, png);
        }

        return tensor;
    }

    /// <summary>A text of rank 0.</summary>
    public static ProtoWriter String(string text) => new ProtoWriter().Int(1, EventKinds.String).Bytes(2, []).String(8, text);

    private static ProtoWriter Shape(params ReadOnlySpan<int> sizes)
    {
        var shape = new ProtoWriter();
        foreach (int size in sizes)
        {
            shape.Message(2, new ProtoWriter().Int(1, size));
        }

        return shape;
    }
}
