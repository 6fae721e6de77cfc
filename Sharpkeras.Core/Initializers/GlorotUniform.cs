namespace Sharpkeras.Initializers;

/// <summary>Uniform numbers within ±√(6 / (fan_in + fan_out)) (Glorot and Bengio 2010).</summary>
/// <param name="seed">The seed; null draws one.</param>
/// <param name="inputAxes">The axes whose lengths multiply to fan_in, with <paramref name="outputAxes"/>; null for those of layers.</param>
/// <param name="outputAxes">The axes whose lengths multiply to fan_out.</param>
public sealed class GlorotUniform(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : VarianceScaling(1, "fan_avg", "uniform", seed, inputAxes, outputAxes);
