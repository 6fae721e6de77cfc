using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// Divides each sample by its root mean square along axes: <c>scale · x / √(mean(x²) + ε)</c> (Zhang and Sennrich 2019). The shape
/// stays; the weight scale has the lengths of the axes.
/// </summary>
/// <example><code>var layer = new RMSNormalization();</code></example>
public sealed class RMSNormalization : Layer
{
    private Variable scale = null!;
    private int[] places = [];

    /// <summary>A normalization by the root mean square.</summary>
    /// <param name="axis">One axis or several, negative from the end; their lengths must be known. The last one when null.</param>
    /// <param name="epsilon">What is added to the mean square, not negative.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weight.</param>
    /// <param name="dtype">The type of weight and computation.</param>
    /// <exception cref="ArgumentException">There is no axis, or epsilon is negative or no number.</exception>
    public RMSNormalization(OneOrMore<int>? axis = null, double epsilon = 1e-6, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Axis = (axis ?? -1).NotEmpty(nameof(axis), "rms_normalization");
        Epsilon = Check.Range(epsilon, 0, double.MaxValue, nameof(epsilon), "rms_normalization");
    }

    /// <summary>The axes along which the mean is taken.</summary>
    public OneOrMore<int> Axis { get; }

    /// <summary>What is added to the mean square.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        places = AxisSet.Places(inputShape, Axis.ToArray(), Name);
        scale = AddWeight("scale", AffineNormalization.KnownLengths(this, inputShape, places), new Ones());
        InputSpec = new InputSpec(Rank: inputShape.Rank);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) =>
        Ops.LayerNorm(input.Cast(DType), places, scale, null, Epsilon, centered: false);
}
