namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>Which of two figures is the better one.</summary>
internal enum Better
{
    /// <summary>They are not compared.</summary>
    Neither,

    /// <summary>The larger.</summary>
    More,

    /// <summary>The smaller.</summary>
    Less,
}
