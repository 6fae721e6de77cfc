using System.Text.Json.Nodes;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// Normalizes each channel: <c>gamma · (x − mean) / √(variance + ε) + beta</c> (Ioffe and Szegedy 2015). In training mean and variance
/// are the batch's, and the moving ones follow them: <c>moving = moving · momentum + batch's · (1 − momentum)</c>. Else, and in a layer
/// with <c>trainable: false</c>, they are the moving ones, which then stay. Masked positions do not count in the statistics. The shape stays; gamma, beta, moving_mean and
/// moving_variance have the length of the axis.
/// </summary>
/// <example><code>var layer = new BatchNormalization(momentum: 0.9);</code></example>
public sealed partial class BatchNormalization : AffineNormalization
{
    /// <summary>What Keras adds to the number of kept values, so that nothing is divided by zero.</summary>
    private const double SmallestCount = 1e-7;

    private Variable movingMean = null!;
    private Variable movingVariance = null!;
    private int channelAxis;

    /// <summary>A batch normalization.</summary>
    /// <param name="axis">The axis of the channels, negative from the end; its length must be known.</param>
    /// <param name="momentum">The share of the moving statistics that stays in each step, in [0, 1].</param>
    /// <param name="epsilon">What is added to the variance, not negative.</param>
    /// <param name="center">Whether beta is added.</param>
    /// <param name="scale">Whether the result is multiplied by gamma; without need when the next layer is linear.</param>
    /// <param name="betaInitializer">The first values of beta; null for zeros.</param>
    /// <param name="gammaInitializer">The first values of gamma; null for ones.</param>
    /// <param name="movingMeanInitializer">The first moving mean; null for zeros.</param>
    /// <param name="movingVarianceInitializer">The first moving variance; null for ones.</param>
    /// <param name="betaRegularizer">A penalty on beta.</param>
    /// <param name="gammaRegularizer">A penalty on gamma.</param>
    /// <param name="betaConstraint">Bounds of beta.</param>
    /// <param name="gammaConstraint">Bounds of gamma.</param>
    /// <param name="renorm">Whether to correct towards moving statistics in training: batch renormalization (Ioffe 2017). The layer has three more weights then.</param>
    /// <param name="renormClipping">Bounds of the correction; null for none. Only with <paramref name="renorm"/>.</param>
    /// <param name="renormMomentum">The share of the correction's statistics that stays in each step, in [0, 1]. Only with <paramref name="renorm"/>.</param>
    /// <param name="synchronized">Whether the statistics are those of all devices; without effect, since a model computes on one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights; false also means that the moving statistics are used and stay.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A momentum is outside of [0, 1], or epsilon is negative or no number.</exception>
    public BatchNormalization(
        int axis = -1,
        double momentum = 0.99,
        double epsilon = 1e-3,
        bool center = true,
        bool scale = true,
        Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null,
        Initializer? movingMeanInitializer = null,
        Initializer? movingVarianceInitializer = null,
        Regularizer? betaRegularizer = null,
        Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null,
        Constraint? gammaConstraint = null,
        bool renorm = false,
        RenormClipping? renormClipping = null,
        double renormMomentum = 0.99,
        bool synchronized = false,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(epsilon, center, scale, name, trainable, dtype)
    {
        Axis = axis;
        Momentum = Check.Range(momentum, 0, 1, nameof(momentum), "batch_normalization");
        BetaInitializer = betaInitializer ?? new Zeros();
        GammaInitializer = gammaInitializer ?? new Ones();
        MovingMeanInitializer = movingMeanInitializer ?? new Zeros();
        MovingVarianceInitializer = movingVarianceInitializer ?? new Ones();
        BetaRegularizer = betaRegularizer;
        GammaRegularizer = gammaRegularizer;
        BetaConstraint = betaConstraint;
        GammaConstraint = gammaConstraint;
        Renorm = renorm;
        RenormClipping = renormClipping ?? (renorm ? new RenormClipping() : null);
        RenormMomentum = Check.Range(renormMomentum, 0, 1, nameof(renormMomentum), "batch_normalization");
        Synchronized = synchronized;
        SupportsMasking = true;
    }

    /// <summary>The axis of the channels.</summary>
    public int Axis { get; }

    /// <summary>The share of the moving statistics that stays in each step.</summary>
    public double Momentum { get; }

    /// <summary>The first moving mean.</summary>
    public Initializer MovingMeanInitializer { get; }

    /// <summary>The first moving variance.</summary>
    public Initializer MovingVarianceInitializer { get; }

    /// <summary>Whether training corrects towards moving statistics.</summary>
    public bool Renorm { get; }

    /// <summary>Bounds of that correction.</summary>
    public RenormClipping? RenormClipping { get; }

    /// <summary>The share of the correction's statistics that stays in each step.</summary>
    public double RenormMomentum { get; }

    /// <summary>Whether the statistics are those of all devices; without effect on one.</summary>
    public bool Synchronized { get; }

    /// <inheritdoc/>
    internal override bool HasMaskArgument => true;

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config.MoveBefore(base.GetConfig(), "synchronized", "renorm");

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        channelAxis = inputShape.Axis(Axis, Name);
        Shape shape = Lengths(inputShape, [channelAxis]);
        AddAffine(shape, Scale, Center);
        movingMean = AddWeight("moving_mean", shape, MovingMeanInitializer, trainable: false);
        movingVariance = AddWeight("moving_variance", shape, MovingVarianceInitializer, trainable: false);
        if (Renorm)
        {
            BuildRenorm(shape);
        }

        InputSpec = new InputSpec(Rank: inputShape.Rank, Axis: channelAxis, AxisLength: shape[0]);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = input.Cast(DType);
        if (!context.Training || !Trainable)
        {
            return Ops.BatchNorm(x, movingMean, movingVariance, channelAxis, Gamma?.Value, Beta?.Value, Epsilon);
        }

        (Tensor mean, Tensor variance) = input.Mask is { } mask ? MaskedMoments(x, mask) : Moments(x);
        Tensor? gamma = Gamma?.Value;
        Tensor? beta = Beta?.Value;
        if (Renorm)
        {
            (gamma, beta) = Corrected(Ops.StopGradient(mean), Ops.StopGradient(variance), gamma, beta);
        }

        if (x.Device.Kind != DeviceKind.Meta)
        {
            GradientTape.Paused(() => UpdateStatistics(mean, variance));
        }

        return Ops.BatchNorm(x, mean, variance, channelAxis, gamma, beta, Epsilon, ofBatch: input.Mask == null);
    }

    /// <summary>Mean and variance, without a note on the tape: the gradient of <see cref="Ops.BatchNorm"/> goes through them.</summary>
    private (Tensor Mean, Tensor Variance) Moments(Tensor x)
    {
        Tensor moments = GradientTape.Paused(() => Ops.ChannelMoments(x, channelAxis));
        return (Row(moments, 0), Row(moments, 1));
    }

    /// <summary>Mean and variance of the values that the mask keeps; the mask is [batch, …] without the last axis.</summary>
    /// <exception cref="ShapeException">The mask has another rank.</exception>
    private (Tensor Mean, Tensor Variance) MaskedMoments(Tensor x, Tensor mask)
    {
        if (mask.Rank != x.Rank - 1)
        {
            throw new ShapeException($"{this} — the mask needs one dimension less than the input. Received a mask of shape {mask.Shape} for shape {x.Shape}.");
        }

        int[] axes = [.. Enumerable.Range(0, x.Rank).Where(axis => axis != channelAxis)];
        Tensor kept = mask.ExpandDims(-1).BroadcastTo(x.Shape);
        Tensor zero = Ops.Constant(0, x);
        Tensor count = Ops.Sum(kept.Cast(x.DType), axes, keepDims: true) + SmallestCount;
        Tensor mean = Ops.Sum(Ops.Where(kept, x, zero), axes, keepDims: true) / count;
        Tensor variance = Ops.Sum(Ops.Square(Ops.Where(kept, x - mean, zero)), axes, keepDims: true) / count;
        Shape shape = [x.Shape[channelAxis]];
        return (mean.Reshape(shape), variance.Reshape(shape));
    }

    /// <summary>A row of [2, channels].</summary>
    private static Tensor Row(Tensor moments, int index) => moments.View([moments.Shape[1]], moments.Offset + ((long)index * moments.Shape[1]));

    private bool UpdateStatistics(Tensor mean, Tensor variance)
    {
        if (Renorm)
        {
            UpdateRenorm(mean, variance);
            return true;
        }

        Follow(movingMean, mean, Momentum);
        Follow(movingVariance, variance, Momentum);
        return true;
    }

    /// <summary>moving = moving · momentum + value · (1 − momentum).</summary>
    private static void Follow(Variable moving, Tensor value, double momentum) =>
        moving.Assign((moving.Value * momentum) + (value * (1 - momentum)));
}
