namespace Sharpkeras.Initializers;

/// <summary>Truncated normal numbers of standard deviation √(2 / (fan_in + fan_out)) (Glorot and Bengio 2010).</summary>
/// <param name="seed">The seed; null draws one.</param>
public sealed class GlorotNormal(int? seed = null) : VarianceScaling(1, "fan_avg", "truncated_normal", seed);
