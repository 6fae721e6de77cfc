namespace Sharpkeras.Initializers;

/// <summary>Uniform numbers within ±√(6 / fan_in) (He et al. 2015).</summary>
/// <param name="seed">The seed; null draws one.</param>
public sealed class HeUniform(int? seed = null) : VarianceScaling(2, "fan_in", "uniform", seed);
