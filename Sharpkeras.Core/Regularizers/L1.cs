using Sharpkeras.Diagnostics;

namespace Sharpkeras.Regularizers;

/// <summary>The penalty l1·Σ|x|.</summary>
/// <param name="l1">The factor, not negative.</param>
/// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
public sealed class L1(double l1 = 0.01) : Regularizer
{
    /// <summary>The factor, with float32 precision, as in Keras.</summary>
    public double Factor { get; } = (float)Check.Range(l1, 0, float.MaxValue, nameof(l1), "l1");

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonObject GetConfig() => new() { ["l1"] = Factor };

    /// <inheritdoc/>
    public override Tensor Call(Tensor x) => Ops.Sum(Ops.Abs(x)) * Factor;
}
