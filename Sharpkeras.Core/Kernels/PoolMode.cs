namespace Sharpkeras.Kernels;

/// <summary>What pooling makes of a window.</summary>
public enum PoolMode
{
    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The mean of the values inside the input.</summary>
    Average,
}
