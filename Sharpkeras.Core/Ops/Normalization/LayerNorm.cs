using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// (x − mean)·scale / √(variance + ε) + offset, with mean and variance along axes. Not centred it is x·scale / √(mean(x²) + ε) + offset.
    /// </summary>
    /// <param name="x">Any shape with the axes, float32 or float64.</param>
    /// <param name="axes">The axes, from the front and sorted.</param>
    /// <param name="scale">The lengths of the axes, or null for 1.</param>
    /// <param name="offset">The lengths of the axes, or null for 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="centered">Whether the mean is taken off.</param>
    internal static Tensor LayerNorm(Tensor x, int[] axes, Tensor? scale, Tensor? offset, double epsilon, bool centered)
    {
        int kept = x.Rank - axes.Length;
        if (axes.Length == 0 || axes[0] == kept)
        {
            return LastAxesNorm(x, kept, scale, offset, epsilon, centered);
        }

        int[] order = [.. Enumerable.Range(0, x.Rank).Except(axes), .. axes];
        int[] back = [.. Enumerable.Range(0, x.Rank).Select(axis => Array.IndexOf(order, axis))];
        return LastAxesNorm(x.Transpose(order), kept, scale, offset, epsilon, centered).Transpose(back);
    }

    private static Tensor LastAxesNorm(Tensor x, int kept, Tensor? scale, Tensor? offset, double epsilon, bool centered)
    {
        var op = new LayerNormOp(kept, epsilon, centered, scale != null);
        return (scale, offset) switch
        {
            (null, null) => Op.Apply(op, x),
            (null, _) => Op.Apply(op, x, offset),
            (_, null) => Op.Apply(op, x, scale),
            _ => Op.Apply(op, x, scale, offset),
        };
    }
}

/// <summary>Normalization along the axes from a place on, with an optional scale and after it an optional offset.</summary>
internal sealed class LayerNormOp(int kept, double epsilon, bool centered, bool hasScale) : Op
{
    public override string Name => centered ? "layer_normalization" : "rms_normalization";

    public override GradientNeeds Needs => GradientNeeds.Input;

    private int OffsetPlace => hasScale ? 2 : 1;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        foreach (Tensor parameter in inputs[1..])
        {
            Check.SameDType(inputs[0], parameter, Name);
            Check.SameShape(inputs[0].Shape[kept..], parameter.Shape, Name);
        }

        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        ReadOnlySpan<Tensor> inputs = context.Inputs;
        Tensor x = inputs[0];
        var (rows, n) = RowsOf(x.Shape);
        Tensor? scale = hasScale ? inputs[1] : null;
        Tensor? offset = inputs.Length > OffsetPlace ? inputs[OffsetPlace] : null;
        context.Saved = context.IsRecorded ? context.Backend.Rent([2, rows], x.DType) : null;
        context.Backend.LayerNorm(centered, x, scale, offset, epsilon, context.Output, context.Saved, rows, n);
    }

    public override void Backward(GradContext context)
    {
        Tensor x = context.Input(0);
        var (rows, n) = RowsOf(x.Shape);
        Tensor? dx = context.Wants(0) ? context.RentFor(0) : null;
        Tensor? dscale = hasScale && context.Wants(1) ? context.RentFor(1) : null;
        Tensor? doffset = OffsetPlace < context.InputCount && context.Wants(OffsetPlace) ? context.RentFor(OffsetPlace) : null;
        Tensor? scale = hasScale ? context.Input(1) : null;
        context.Backend.LayerNormGradient(centered, x, scale, context.OutputGradient, context.Saved, dx, dscale, doffset, rows, n);
        Give(context, 0, dx);
        Give(context, 1, dscale);
        Give(context, OffsetPlace, doffset);
    }

    private static void Give(GradContext context, int index, Tensor? gradient)
    {
        if (gradient != null)
        {
            context.Give(index, gradient);
        }
    }

    /// <summary>A shape seen as a matrix: what is kept, and what is normalized.</summary>
    private (int Rows, int Length) RowsOf(Shape shape) => (checked((int)shape[..kept].Length), checked((int)shape[kept..].Length));
}
