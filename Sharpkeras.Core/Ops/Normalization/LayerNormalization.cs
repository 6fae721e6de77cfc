using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>(x − mean) / √(variance + epsilon) · gamma + beta, with mean and variance along axes of x (Ba et al. 2016).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="gamma">The lengths of the axes; null for 1.</param>
    /// <param name="beta">The lengths of the axes; null for 0.</param>
    /// <param name="axes">The axes, negative from the end; null for the last.</param>
    /// <param name="epsilon">What keeps the divisor from 0; null for 10⁻⁷.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or gamma or beta does not fit.</exception>
    /// <example><code>Tensor y = Ops.LayerNormalization(x, gamma, beta);</code></example>
    public static Tensor LayerNormalization(
        this Tensor x, Tensor? gamma = null, Tensor? beta = null, int[]? axes = null, double? epsilon = null)
    {
        int[] places = AxisSet.Places(x.Shape, axes ?? [-1], "layer_normalization");
        Shape lengths = LengthsOf(x.Shape, places);
        double added = epsilon ?? 1e-7;
        if ((gamma == null || gamma.Shape == lengths) && (beta == null || beta.Shape == lengths))
        {
            return LayerNorm(x, places, gamma, beta, added, centered: true);
        }

        Tensor y = LayerNorm(x, places, null, null, added, centered: true);
        y = gamma == null ? y : y * Along(gamma, x.Shape, places);
        return beta == null ? y : y + Along(beta, x.Shape, places);
    }

    /// <summary>x / √(mean of x² + epsilon) · scale, with the mean along axes (Zhang and Sennrich 2019).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="scale">A shape that broadcasts to that of x; null for 1.</param>
    /// <param name="axes">The axes, negative from the end; null for the last.</param>
    /// <param name="epsilon">What keeps the divisor from 0; null for 10⁻⁷.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or the scale does not broadcast.</exception>
    public static Tensor RmsNormalization(this Tensor x, Tensor? scale = null, int[]? axes = null, double? epsilon = null)
    {
        Tensor values = x.Rank == 0 ? x.Reshape([1]) : x;
        int[] places = AxisSet.Places(values.Shape, axes ?? [-1], "rms_normalization");
        int kept = values.Rank - places.Length;
        bool isInside = scale?.Shape == values.Shape[kept..] && (places.Length == 0 || places[0] == kept);
        Tensor y = LayerNorm(values, places, isInside ? scale : null, null, epsilon ?? 1e-7, centered: false);
        return scale == null || isInside ? y : y * scale;
    }

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

    /// <summary>Values for axes in the rank of a shape; those of the last axis, or in the full rank, broadcast as they are.</summary>
    private static Tensor Along(Tensor values, Shape shape, int[] places) =>
        values.Rank == shape.Rank || (places.Length == 1 && places[0] == shape.Rank - 1) ? values : values.Reshape(AlongAxes(shape, places));

    private static Shape LengthsOf(Shape shape, int[] places) => [.. places.Select(axis => shape[axis])];

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
