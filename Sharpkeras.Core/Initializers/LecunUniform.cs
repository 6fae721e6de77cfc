namespace Sharpkeras.Initializers;

/// <summary>Uniform numbers within ±√(3 / fan_in) (LeCun et al. 1998).</summary>
/// <param name="seed">The seed; null draws one.</param>
public sealed class LecunUniform(int? seed = null) : VarianceScaling(1, "fan_in", "uniform", seed);
