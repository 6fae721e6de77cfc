namespace Sharpkeras.Initializers;

/// <summary>Truncated normal numbers of standard deviation √(1 / fan_in) (LeCun et al. 1998).</summary>
/// <param name="seed">The seed; null draws one.</param>
/// <param name="inputAxes">The axes whose lengths multiply to fan_in, with <paramref name="outputAxes"/>; null for those of layers.</param>
/// <param name="outputAxes">The axes whose lengths multiply to fan_out.</param>
public sealed class LecunNormal(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : VarianceScaling(1, "fan_in", "truncated_normal", seed, inputAxes, outputAxes);
