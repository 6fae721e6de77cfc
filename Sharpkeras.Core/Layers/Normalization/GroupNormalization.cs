using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// Divides the channels of each sample in groups and normalizes each group: <c>gamma · (x − mean) / √(variance + ε) + beta</c> (Wu and
/// He 2018). It does the same in training and in use. The shape stays; gamma and beta have the length of the axis.
/// </summary>
/// <example><code>var layer = new GroupNormalization(groups: 8);</code></example>
public sealed class GroupNormalization : AffineNormalization
{
    private int channelAxis;

    /// <summary>A group normalization.</summary>
    /// <param name="groups">The number of groups, positive, a divisor of the channels; −1 for a group for each channel (instance normalization).</param>
    /// <param name="axis">The axis of the channels, negative from the end, not the batch; its length must be known.</param>
    /// <param name="epsilon">What is added to the variance, not negative.</param>
    /// <param name="center">Whether beta is added.</param>
    /// <param name="scale">Whether the result is multiplied by gamma.</param>
    /// <param name="betaInitializer">The first values of beta; null for zeros.</param>
    /// <param name="gammaInitializer">The first values of gamma; null for ones.</param>
    /// <param name="betaRegularizer">A penalty on beta.</param>
    /// <param name="gammaRegularizer">A penalty on gamma.</param>
    /// <param name="betaConstraint">Bounds of beta.</param>
    /// <param name="gammaConstraint">Bounds of gamma.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of groups is neither positive nor −1, or epsilon is negative or no number.</exception>
    public GroupNormalization(
        int groups = 32,
        int axis = -1,
        double epsilon = 1e-3,
        bool center = true,
        bool scale = true,
        Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null,
        Regularizer? betaRegularizer = null,
        Regularizer? gammaRegularizer = null,
        Constraint? betaConstraint = null,
        Constraint? gammaConstraint = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(epsilon, center, scale, name, trainable, dtype)
    {
        Groups = groups == -1 || groups > 0
            ? groups
            : throw new ArgumentOutOfRangeException(
                nameof(groups), $"group_normalization — groups must be positive, or -1 for a group for each channel. Received {Text.Of(groups)}.");
        Axis = axis;
        BetaInitializer = betaInitializer ?? new Zeros();
        GammaInitializer = gammaInitializer ?? new Ones();
        BetaRegularizer = betaRegularizer;
        GammaRegularizer = gammaRegularizer;
        BetaConstraint = betaConstraint;
        GammaConstraint = gammaConstraint;
        SupportsMasking = true;
    }

    /// <summary>The number of groups; −1 for a group for each channel.</summary>
    public int Groups { get; }

    /// <summary>The axis of the channels.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        channelAxis = inputShape.Axis(Axis, Name);
        if (channelAxis == 0)
        {
            throw new ShapeException($"{this} — the axis of the channels is not the batch's. Received axis = {Text.Of(Axis)} for shape {inputShape}; the last one is -1.");
        }

        Shape shape = Lengths(inputShape, [channelAxis]);
        if (Groups > 0 && (shape[0] < Groups || shape[0] % Groups != 0))
        {
            throw new ShapeException(
                $"{this} — groups must divide the channels. Received groups = {Text.Of(Groups)} and {Text.Of(shape[0])} channels in shape {inputShape}.");
        }

        AddAffine(shape, Scale, Center);
        InputSpec = new InputSpec(Rank: inputShape.Rank, Axis: channelAxis, AxisLength: shape[0]);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = input.Cast(DType);
        Tensor y = Normalized(x);
        Shape broadcast = Ops.AlongAxes(x.Shape, [channelAxis]);
        y = Gamma == null ? y : y * Gamma.Value.Reshape(broadcast);
        return Beta == null ? y : y + Beta.Value.Reshape(broadcast);
    }

    /// <summary>With the groups as an axis after the batch, all that follows it is one group's.</summary>
    private Tensor Normalized(Tensor x)
    {
        int channels = x.Shape[channelAxis];
        int groups = Groups > 0 ? Groups : channels;
        Shape split = [.. x.Shape[..channelAxis].Span, groups, groups == 0 ? 0 : channels / groups, .. x.Shape[(channelAxis + 1)..].Span];
        int[] order = [.. Enumerable.Range(0, split.Rank)];
        order.AsSpan(1, channelAxis - 1).CopyTo(order.AsSpan(2));
        order[1] = channelAxis;
        int[] back = [.. Enumerable.Range(0, split.Rank).Select(axis => Array.IndexOf(order, axis))];
        bool isFirst = channelAxis == 1;
        Tensor grouped = x.Reshape(split);
        grouped = isFirst ? grouped : grouped.Transpose(order);
        grouped = Ops.LayerNorm(grouped, [.. Enumerable.Range(2, split.Rank - 2)], null, null, Epsilon, centered: true);
        grouped = isFirst ? grouped : grouped.Transpose(back);
        return grouped.Reshape(x.Shape);
    }
}
