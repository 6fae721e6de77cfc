using Sharpkeras.Diagnostics;

namespace Sharpkeras.Regularizers;

/// <summary>The penalty l1·Σ|x|.</summary>
/// <param name="l1">The factor, not negative.</param>
public sealed class L1(double l1 = 0.01) : Regularizer
{
    /// <summary>The factor.</summary>
    public double Factor { get; } = Check.Range(l1, 0, double.MaxValue, nameof(l1), "l1");

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonObject GetConfig() => new() { ["l1"] = Factor };

    /// <inheritdoc/>
    public override Tensor Call(Tensor x) => Ops.Sum(Ops.Abs(x)) * Factor;
}
