using System.Text.Json.Nodes;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// Normalizes each sample along axes: <c>gamma · (x − mean) / √(variance + ε) + beta</c>, mean and variance of the values along the
/// axes (Ba et al. 2016). It does the same in training and in use. The shape stays; gamma and beta have the lengths of the axes.
/// </summary>
/// <example><code>var layer = new LayerNormalization(epsilon: 1e-6);</code></example>
public sealed class LayerNormalization : AffineNormalization
{
    private int[] places = [];

    /// <summary>A layer normalization.</summary>
    /// <param name="axis">One axis or several, negative from the end; their lengths must be known. The last one when null.</param>
    /// <param name="epsilon">What is added to the variance, not negative.</param>
    /// <param name="center">Whether beta is added.</param>
    /// <param name="scale">Whether the result is multiplied by gamma.</param>
    /// <param name="betaInitializer">The first values of beta; null for zeros.</param>
    /// <param name="gammaInitializer">The first values of gamma; null for ones.</param>
    /// <param name="betaRegularizer">A penalty on beta.</param>
    /// <param name="gammaRegularizer">A penalty on gamma.</param>
    /// <param name="betaConstraint">Bounds of beta.</param>
    /// <param name="gammaConstraint">Bounds of gamma.</param>
    /// <param name="rmsScaling">Keras's older form <c>gamma · x / √(variance + ε)</c>, without beta. <see cref="RMSNormalization"/> is what the name promises.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentException">There is no axis, or epsilon is negative or no number.</exception>
    public LayerNormalization(
        OneOrMore<int>? axis = null,
        double epsilon = 1e-3,
        bool center = true,
        bool scale = true,
        Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null,
        Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null,
        Constraint? gammaConstraint = null,
        bool rmsScaling = false,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(epsilon, center, scale, name, trainable, dtype)
    {
        Axis = (axis ?? -1).NotEmpty(nameof(axis), "layer_normalization");
        BetaInitializer = betaInitializer ?? new Zeros();
        GammaInitializer = gammaInitializer ?? new Ones();
        BetaRegularizer = betaRegularizer;
        GammaRegularizer = gammaRegularizer;
        BetaConstraint = betaConstraint;
        GammaConstraint = gammaConstraint;
        RmsScaling = rmsScaling;
        SupportsMasking = true;
    }

    /// <summary>The axes along which mean and variance are taken.</summary>
    public OneOrMore<int> Axis { get; }

    /// <summary>Whether x is divided by the deviation without the mean being taken off.</summary>
    public bool RmsScaling { get; }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config.MoveBefore(base.GetConfig(), "rms_scaling", "beta_initializer");

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        places = AxisSet.Places(inputShape, Axis.ToArray(), Name);
        AddAffine(Lengths(inputShape, places), Scale || RmsScaling, Center && !RmsScaling);
        InputSpec = new InputSpec(Rank: inputShape.Rank);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = input.Cast(DType);
        if (!RmsScaling)
        {
            return Ops.LayerNorm(x, places, Gamma?.Value, Beta?.Value, Epsilon, centered: true);
        }

        Tensor scaled = x * Ops.Rsqrt(Ops.Var(x, places, keepDims: true) + Epsilon);
        return scaled * Gamma!.Value.Reshape(Ops.AlongAxes(x.Shape, places));
    }
}
