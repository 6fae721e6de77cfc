using Sharpkeras.Diagnostics;

namespace Sharpkeras.Regularizers;

/// <summary>The penalty l2·Σx².</summary>
/// <param name="l2">The factor, not negative.</param>
/// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
public sealed class L2(double l2 = 0.01) : Regularizer
{
    /// <summary>The factor.</summary>
    public double Factor { get; } = Check.Range(l2, 0, double.MaxValue, nameof(l2), "l2");

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonObject GetConfig() => new() { ["l2"] = Factor };

    /// <inheritdoc/>
    public override Tensor Call(Tensor x) => Ops.Sum(Ops.Square(x)) * Factor;
}
