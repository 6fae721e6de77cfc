namespace Sharpkeras.Initializers;

/// <summary>Uniform numbers within ±√(6 / fan_in) (He et al. 2015).</summary>
/// <param name="seed">The seed; null draws one.</param>
/// <param name="inputAxes">The axes whose lengths multiply to fan_in, with <paramref name="outputAxes"/>; null for those of layers.</param>
/// <param name="outputAxes">The axes whose lengths multiply to fan_out.</param>
public sealed class HeUniform(int? seed = null, int[]? inputAxes = null, int[]? outputAxes = null)
    : VarianceScaling(2, "fan_in", "uniform", seed, inputAxes, outputAxes);
