using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Picks values along an axis with an index for each: y[…, i, …] = x[…, indices[…, i, …], …].</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="indices">
    /// int32 or int64, the rank of x, each in [−n, n) for an axis of length n; negative ones count from the end. The other axes broadcast.
    /// </param>
    /// <param name="axis">The axis, negative from the end; null picks from the flattened tensors.</param>
    /// <returns>The shape to which x and the indices broadcast, with the length of the indices along the axis.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an index is outside of the axis.</exception>
    /// <example><code>Tensor sorted = Ops.TakeAlongAxis(x, Ops.ArgSort(x, axis: 1), axis: 1);</code></example>
    public static Tensor TakeAlongAxis(this Tensor x, Tensor indices, int? axis = null)
    {
        if (x.IsSymbolic || indices.IsSymbolic)
        {
            return Op.Compose("take_along_axis", [x, indices], all => TakeAlongAxis(all[0], all[1], axis), ("axis", axis));
        }

        if (axis is not { } given)
        {
            return TakeAlongAxis(x.Ravel(), indices.Ravel(), 0);
        }

        int place = x.Shape.Axis(given, "take_along_axis");
        if (indices.Rank != x.Rank)
        {
            throw new ShapeException($"take_along_axis — needs indices of the tensor's rank. Received shapes {x.Shape} and {indices.Shape}.");
        }

        Tensor wrapped = IndexCheck.Wrapped(indices, x.Shape[place], "take_along_axis");
        Shape others = Check.Broadcast(x.Shape.With(place, 1), indices.Shape.With(place, 1), "take_along_axis");
        Tensor from = x.BroadcastTo(others.With(place, x.Shape[place]));
        return Op.Apply(new TakeAlongAxisOp(place), from, wrapped.BroadcastTo(others.With(place, indices.Shape[place])));
    }
}

/// <summary>A choice of values; their gradients are added where they came from, in the order of the indices.</summary>
internal sealed class TakeAlongAxisOp(int axis) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Input;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[1].Shape, inputs[0].DType);

    public override void Forward(ref ForwardContext context)
    {
        Tensor x = context.Inputs[0];
        Shape picks = context.Inputs[1].Shape;
        context.Backend.GatherAlong(x, context.Inputs[1], context.Output, Outer(picks), x.Shape[axis], picks[axis], Inner(picks));
    }

    public override void Backward(GradContext context)
    {
        if (!context.Wants(0))
        {
            return;
        }

        Tensor dx = context.RentFor(0);
        Shape picks = context.OutputGradient.Shape;
        context.Backend.Fill(dx, 0);
        context.Backend.ScatterAddAlong(
            context.OutputGradient, context.Input(1), dx, Outer(picks), dx.Shape[axis], picks[axis], Inner(picks));
        context.Give(0, dx);
    }

    private int Outer(Shape shape) => checked((int)shape[..axis].Length);

    private int Inner(Shape shape) => checked((int)shape[(axis + 1)..].Length);
}
