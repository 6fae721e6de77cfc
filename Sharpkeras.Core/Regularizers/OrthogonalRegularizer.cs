using Sharpkeras.Diagnostics;

namespace Sharpkeras.Regularizers;

/// <summary>
/// Draws the rows or columns of a matrix towards right angles: the factor times the mean of |cos| of the angles between each two of them.
/// Without two of them there is no penalty.
/// </summary>
/// <example><code>var layer = new Dense(8, kernelRegularizer: new OrthogonalRegularizer(0.01, "columns"));</code></example>
public sealed class OrthogonalRegularizer : Regularizer
{
    private const string Owner = "orthogonal_regularizer";

    /// <summary>A regularizer.</summary>
    /// <param name="factor">The factor, not negative.</param>
    /// <param name="mode"><c>rows</c> or <c>columns</c>.</param>
    /// <exception cref="ArgumentException">The factor is negative or not finite, or the mode is unknown.</exception>
    public OrthogonalRegularizer(double factor = 0.01, string mode = "rows")
    {
        Factor = (float)Check.Range(factor, 0, float.MaxValue, nameof(factor), Owner);
        Mode = mode is "rows" or "columns"
            ? mode
            : throw new ArgumentException($"{Owner} — unknown mode. {Nearest.Describe(mode, ["rows", "columns"])}", nameof(mode));
    }

    /// <summary>The factor, with float32 precision, as in Keras.</summary>
    public double Factor { get; }

    /// <summary>What is drawn towards right angles.</summary>
    public string Mode { get; }

    /// <summary>The penalty, a scalar.</summary>
    /// <param name="x">A matrix, floating.</param>
    /// <exception cref="ShapeException">It is no matrix.</exception>
    public override Tensor Call(Tensor x)
    {
        if (x.Shape.Rank != 2)
        {
            throw new ShapeException($"{Owner} — takes a matrix. Received shape {x.Shape}; use another regularizer for this weight.");
        }

        bool rows = Mode == "rows";
        Tensor unit = Normalized(x, rows ? 1 : 0);
        Tensor products = rows ? Ops.MatMul(unit, Ops.Transpose(unit)) : Ops.MatMul(Ops.Transpose(unit), unit);
        int size = products.Shape[0];
        if (size < 2)
        {
            return Ops.Sum(products) * 0;
        }

        Tensor others = products * (1 - Identity(products));
        return Ops.Sum(Ops.Abs(others)) * (Factor * 0.5) / (size * (size - 1.0) / 2);
    }

    /// <summary>Rows or columns of length 1; those of length 0 stay so.</summary>
    private static Tensor Normalized(Tensor x, int axis)
    {
        const double least = 1e-7 * 1e-7;
        Tensor squares = Ops.Sum(Ops.Square(x), axis, keepDims: true);
        return x * Ops.Rsqrt(Ops.Maximum(squares, Ops.Constant(least, squares)));
    }

    private static Tensor Identity(Tensor like)
    {
        Tensor identity = Ops.Eye(like.Shape[0], dtype: like.DType);
        return like.Device == Device.Meta ? identity : identity.To(like.Device);
    }
}
