namespace Sharpkeras.Initializers;

/// <summary>Truncated normal numbers of standard deviation √(1 / fan_in) (LeCun et al. 1998).</summary>
/// <param name="seed">The seed; null draws one.</param>
public sealed class LecunNormal(int? seed = null) : VarianceScaling(1, "fan_in", "truncated_normal", seed);
