namespace Sharpkeras.Summaries;

/// <summary>Something that an event tells under a tag. One of the properties holds it; none does for kinds that are not known here.</summary>
public sealed class SummaryValue
{
    internal SummaryValue(string tag, string plugin)
    {
        Tag = tag;
        Plugin = plugin;
    }

    /// <summary>The name, such as <c>epoch_loss</c>.</summary>
    public string Tag { get; }

    /// <summary>The part of TensorBoard that shows it: <c>scalars</c>, <c>histograms</c>, <c>images</c>, <c>text</c>, …; empty where the file names none.</summary>
    public string Plugin { get; }

    /// <summary>A number.</summary>
    public double? Scalar { get; internal init; }

    /// <summary>How values are distributed.</summary>
    public IReadOnlyList<HistogramBucket>? Histogram { get; internal init; }

    /// <summary>Pictures.</summary>
    public SummaryImages? Images { get; internal init; }

    /// <summary>Texts, mostly one.</summary>
    public IReadOnlyList<string>? Text { get; internal init; }
}
