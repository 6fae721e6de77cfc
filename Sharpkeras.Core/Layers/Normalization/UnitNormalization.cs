using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>Divides each sample by its Euclidean norm along axes: <c>x / max(√Σx², 10⁻¹²)</c>. The shape stays.</summary>
/// <example><code>Tensor directions = new UnitNormalization().Call(x);</code></example>
public sealed class UnitNormalization : Layer
{
    private const double SmallestNorm = 1e-12;

    /// <summary>A normalization to length 1.</summary>
    /// <param name="axis">One axis or several, negative from the end. The last one when null.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentException">There is no axis.</exception>
    public UnitNormalization(OneOrMore<int>? axis = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Axis = (axis ?? -1).NotEmpty(nameof(axis), "unit_normalization");
        SupportsMasking = true;
    }

    /// <summary>The axes along which the squares are summed.</summary>
    public OneOrMore<int> Axis { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = input.Cast(DType);
        Tensor squares = Ops.Sum(Ops.Square(x), AxisSet.Places(x.Shape, Axis.ToArray(), Name), keepDims: true);
        return x * Ops.Rsqrt(Ops.Maximum(squares, Ops.Constant(SmallestNorm * SmallestNorm, squares)));
    }
}
