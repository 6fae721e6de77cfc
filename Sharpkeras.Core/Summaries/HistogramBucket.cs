namespace Sharpkeras.Summaries;

/// <summary>A part of a range and how many values lie in it; the last part of a histogram has both ends, the others their left one.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Count">The number of values.</param>
public readonly record struct HistogramBucket(double Left, double Right, double Count);
