using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>(x − mean) / √(variance + epsilon) · scale + offset, with values for each entry of an axis (Ioffe and Szegedy 2015).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="mean">A vector as long as the axis.</param>
    /// <param name="variance">A vector as long as the axis.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <param name="offset">A vector as long as the axis; null for 0.</param>
    /// <param name="scale">A vector as long as the axis; null for 1.</param>
    /// <param name="epsilon">What keeps the divisor from 0.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or a vector does not fit.</exception>
    /// <example><code>Tensor y = Ops.BatchNormalization(x, mean, variance, axis: -1);</code></example>
    public static Tensor BatchNormalization(
        this Tensor x, Tensor mean, Tensor variance, int axis, Tensor? offset = null, Tensor? scale = null, double epsilon = 1e-3) =>
        BatchNorm(x, mean, variance, x.Shape.Axis(axis, "batch_normalization"), scale, offset, epsilon);

    /// <summary>(x − mean)·scale / √(variance + ε) + offset, channel by channel along an axis.</summary>
    /// <param name="x">Any shape with the axis, float32 or float64.</param>
    /// <param name="mean">[channels].</param>
    /// <param name="variance">[channels].</param>
    /// <param name="axis">The axis of the channels, from the front.</param>
    /// <param name="scale">[channels], or null for 1.</param>
    /// <param name="offset">[channels], or null for 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="ofBatch">
    /// Whether mean and variance are those of x (<see cref="ChannelMoments"/>), so that the gradient for x goes through them as well.
    /// Else they are inputs of their own.
    /// </param>
    internal static Tensor BatchNorm(
        Tensor x, Tensor mean, Tensor variance, int axis, Tensor? scale, Tensor? offset, double epsilon, bool ofBatch = false)
    {
        var op = new BatchNormOp(axis, epsilon, scale != null, ofBatch);
        return (scale, offset) switch
        {
            (null, null) => Op.Apply(op, x, mean, variance),
            (null, _) => Op.Apply(op, x, mean, variance, offset),
            (_, null) => Op.Apply(op, x, mean, variance, scale),
            _ => Op.Apply(op, x, mean, variance, scale, offset),
        };
    }
}

/// <summary>Batch normalization of x by mean and variance, with an optional scale and after it an optional offset.</summary>
internal sealed class BatchNormOp(int axis, double epsilon, bool hasScale, bool ofBatch) : Op
{
    private const int FirstOptional = 3;

    public override string Name => "batch_normalization";

    public override GradientNeeds Needs => GradientNeeds.Input;

    private int OffsetPlace => FirstOptional + (hasScale ? 1 : 0);

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        foreach (Tensor parameter in inputs[1..])
        {
            Check.SameDType(inputs[0], parameter, Name);
            Check.SameShape([inputs[0].Shape[axis]], parameter.Shape, Name);
        }

        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        ReadOnlySpan<Tensor> inputs = context.Inputs;
        Tensor? scale = hasScale ? inputs[FirstOptional] : null;
        Tensor? offset = inputs.Length > OffsetPlace ? inputs[OffsetPlace] : null;
        ChannelGeometry geometry = ChannelMomentsOp.GeometryOf(inputs[0].Shape, axis);
        context.Backend.BatchNorm(geometry, inputs[0], inputs[1], inputs[2], scale, offset, epsilon, context.Output);
    }

    public override void Backward(GradContext context)
    {
        Tensor x = context.Input(0);
        bool ofStatistics = !ofBatch && (context.Wants(1) || context.Wants(2));
        Tensor? dx = context.Wants(0) ? context.RentFor(0) : null;
        bool sums = ofStatistics || Enumerable.Range(FirstOptional, context.InputCount - FirstOptional).Any(context.Wants);
        Tensor? dscale = sums ? context.RentFor(1) : null;
        Tensor? doffset = sums ? context.RentFor(1) : null;
        ChannelGeometry geometry = ChannelMomentsOp.GeometryOf(x.Shape, axis);
        context.Backend.BatchNormGradient(
            geometry, ofBatch, x, context.Input(1), context.Input(2), Scale(context), context.OutputGradient, epsilon, dx, dscale, doffset);
        if (ofStatistics)
        {
            // first, since what was given may be gone: one tensor can be several of the inputs
            GiveStatistics(context, dscale!, doffset!);
        }

        Give(context, 0, dx);
        Give(context, FirstOptional, hasScale ? dscale : null);
        Give(context, OffsetPlace, doffset);
    }

    private Tensor? Scale(GradContext context) => hasScale ? context.Input(FirstOptional) : null;

    private static void Give(GradContext context, int index, Tensor? gradient)
    {
        if (gradient != null && index < context.InputCount && context.Wants(index))
        {
            context.Give(index, gradient);
        }
    }

    /// <summary>With f = scale / √(variance + ε): dmean = −f·Σdy, and dvariance = −½·f·Σdy·x̂ / √(variance + ε).</summary>
    private void GiveStatistics(GradContext context, Tensor dscale, Tensor doffset)
    {
        Tensor inverse = 1 / Ops.Sqrt(context.Input(2) + epsilon);
        Tensor factor = Scale(context) is { } scale ? inverse * scale : inverse;
        Give(context, 1, -(factor * doffset));
        Give(context, 2, factor * inverse * dscale * -0.5);
    }
}
