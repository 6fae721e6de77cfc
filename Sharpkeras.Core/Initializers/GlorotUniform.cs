namespace Sharpkeras.Initializers;

/// <summary>Uniform numbers within ±√(6 / (fan_in + fan_out)) (Glorot and Bengio 2010).</summary>
/// <param name="seed">The seed; null draws one.</param>
public sealed class GlorotUniform(int? seed = null) : VarianceScaling(1, "fan_avg", "uniform", seed);
