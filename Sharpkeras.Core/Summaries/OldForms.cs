using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Summaries;

/// <summary>Images and histograms as TensorFlow 1 and PyTorch write them, in messages of their own.</summary>
internal static class OldForms
{
    public static SummaryImages Image(ProtoReader image)
    {
        int width = 0, height = 0;
        byte[] png = [];
        while (image.Next())
        {
            switch (image.Field)
            {
                case 1: height = Size(image); break;
                case 2: width = Size(image); break;
                case 4: png = image.Bytes().ToArray(); break;
            }
        }

        return new SummaryImages(width, height, [png]);
    }

    /// <summary>The left edge of a bucket is the right one of the bucket before; the first begins at the least value.</summary>
    public static IReadOnlyList<HistogramBucket> Histogram(ProtoReader histogram, ProtoReader place)
    {
        double least = 0;
        List<double> edges = [], counts = [];
        while (histogram.Next())
        {
            switch (histogram.Field)
            {
                case 1: least = histogram.Double(); break;
                case 6: histogram.Doubles(edges); break;
                case 7: histogram.Doubles(counts); break;
            }
        }

        if (edges.Count != counts.Count)
        {
            throw place.Wrong($"expected as many counts as edges in a histogram, found {Text.Of(counts.Count)} and {Text.Of(edges.Count)}");
        }

        return [.. counts.Select((count, i) => new HistogramBucket(i == 0 ? Math.Min(least, edges[0]) : edges[i - 1], edges[i], count))];
    }

    private static int Size(ProtoReader image) => image.Int() is >= 0 and <= int.MaxValue and var size
        ? (int)size
        : throw image.Wrong($"expected the size of an image, found {Text.Of(image.Int())}");
}
