using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Regularizers;

/// <summary>The penalty l1·Σ|x| + l2·Σx².</summary>
/// <param name="l1">The factor of the absolute values, not negative.</param>
/// <param name="l2">The factor of the squares, not negative.</param>
/// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
[KerasAlias("l1_l2")]
public sealed class L1L2(double l1 = 0, double l2 = 0) : Regularizer
{
    /// <summary>The factor of the absolute values.</summary>
    public double AbsoluteFactor { get; } = Check.Range(l1, 0, double.MaxValue, nameof(l1), "l1_l2");

    /// <summary>The factor of the squares.</summary>
    public double SquareFactor { get; } = Check.Range(l2, 0, double.MaxValue, nameof(l2), "l1_l2");

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["l1"] = AbsoluteFactor, ["l2"] = SquareFactor };

    /// <inheritdoc/>
    public override Tensor Call(Tensor x)
    {
        if (AbsoluteFactor == 0)
        {
            return Squares(x);
        }

        Tensor absolute = Ops.Sum(Ops.Abs(x)) * AbsoluteFactor;
        return SquareFactor == 0 ? absolute : absolute + Squares(x);
    }

    private Tensor Squares(Tensor x) => Ops.Sum(Ops.Square(x)) * SquareFactor;
}
