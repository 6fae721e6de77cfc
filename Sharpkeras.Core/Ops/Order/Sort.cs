using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The values along an axis in ascending order; those that are not a number come last.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis">The axis, negative from the end; null sorts the values of the flattened tensor.</param>
    /// <returns>The same shape and type, or a vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor sorted = Ops.Sort(x, axis: 1);</code></example>
    public static Tensor Sort(this Tensor x, int? axis = -1) =>
        axis is { } given ? Op.Apply(new SortOp(x.Shape.Axis(given, "sort")), x) : Op.Apply(new SortOp(0), x.Ravel());

    /// <summary>
    /// The indices that sort the values along an axis in ascending order. Equal values keep their order; those that are not a number come
    /// last.
    /// </summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axis">The axis, negative from the end; null sorts the values of the flattened tensor.</param>
    /// <returns>int32, the same shape, or a vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor order = Ops.ArgSort(scores);</code></example>
    public static Tensor ArgSort(this Tensor x, int? axis = -1)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("argsort", x, own => ArgSort(own, axis), ("axis", axis));
        }

        Tensor from = axis == null ? x.Ravel() : x;
        int place = from.Shape.Axis(axis ?? 0, "argsort");
        return Op.Apply(new ArgSortOp(place, from.Shape[place], descending: false), from);
    }
}

/// <summary>Values in order; the gradient goes back to where each came from.</summary>
internal sealed class SortOp(int axis) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Shape, inputs[0].DType);

    public override void Forward(ref ForwardContext context)
    {
        Tensor x = context.Inputs[0];
        Shape shape = x.Shape;
        Tensor? places = context.IsRecorded ? context.Backend.Rent(shape, DType.Int32) : null;
        context.Backend.Sort(x, context.Output, places, Outer(shape), shape[axis], Inner(shape), shape[axis], descending: false);
        context.Saved = places;
    }

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Shape shape = dx.Shape;
        context.Backend.Fill(dx, 0);
        context.Backend.ScatterAddAlong(context.OutputGradient, context.Saved, dx, Outer(shape), shape[axis], shape[axis], Inner(shape));
        context.Give(0, dx);
    }

    private int Outer(Shape shape) => checked((int)shape[..axis].Length);

    private int Inner(Shape shape) => checked((int)shape[(axis + 1)..].Length);
}

/// <summary>The places of the first values in order; there is no gradient.</summary>
internal sealed class ArgSortOp(int axis, int take, bool descending) : Op
{
    public override string Name => "argsort";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Shape.With(axis, take), DType.Int32);

    public override void Forward(ref ForwardContext context)
    {
        Tensor x = context.Inputs[0];
        int outer = checked((int)x.Shape[..axis].Length);
        int inner = checked((int)x.Shape[(axis + 1)..].Length);
        context.Backend.Sort(x, null, context.Output, outer, x.Shape[axis], inner, take, descending);
    }
}
