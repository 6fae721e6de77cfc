namespace Sharpkeras.Initializers;

/// <summary>Truncated normal numbers of standard deviation √(2 / fan_in) (He et al. 2015).</summary>
/// <param name="seed">The seed; null draws one.</param>
public sealed class HeNormal(int? seed = null) : VarianceScaling(2, "fan_in", "truncated_normal", seed);
