using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Picks entries along an axis by index.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="indices">int32 or int64, any shape, each in [−n, n) for an axis of length n; negative ones count from the end.</param>
    /// <param name="axis">The axis, negative from the end; null picks from the flattened tensor.</param>
    /// <returns>The shape of x with the axis replaced by the shape of the indices.</returns>
    /// <exception cref="ArgumentException">An index is outside of the axis.</exception>
    /// <example><code>Tensor chosen = Ops.Take(x, indices, axis: 0);</code></example>
    public static Tensor Take(this Tensor x, Tensor indices, int? axis = null)
    {
        if (x.IsSymbolic || indices.IsSymbolic)
        {
            return Op.Compose("take", [x, indices], all => Take(all[0], all[1], axis), ("axis", axis));
        }

        Tensor from = axis == null ? x.Ravel() : x;
        int place = from.Shape.Axis(axis ?? 0, "take");
        return Op.Apply(new TakeOp(place), from, IndexCheck.Wrapped(indices, from.Shape[place], "take"));
    }
}

/// <summary>A choice of entries; their gradients are added where they came from, in the order of the indices.</summary>
/// <param name="axis">The axis, counted from the front.</param>
/// <param name="owner">The name in messages; null for the operation's own.</param>
internal sealed class TakeOp(int axis, string? owner = null) : Op
{
    public override string Name => owner ?? base.Name;

    public override GradientNeeds Needs => GradientNeeds.Input;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        IndexCheck.Type(inputs[1], Name);
        Shape shape = inputs[0].Shape;
        return new TensorSpec([.. shape[..axis].ToArray(), .. inputs[1].Shape.ToArray(), .. shape[(axis + 1)..].ToArray()], inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Shape shape = context.Inputs[0].Shape;
        if (owner != null)
        {
            // Ops.Take looked while it counted negative indices from the end
            IndexCheck.Range(context.Inputs[1], shape[axis], Name, "index");
        }

        context.Backend.Gather(context.Inputs[0], context.Inputs[1], context.Output, Outer(shape), shape[axis], Inner(shape));
    }

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        context.Backend.Fill(dx, 0);
        context.Backend.ScatterAdd(context.OutputGradient, context.Input(1), dx, Outer(dx.Shape), dx.Shape[axis], Inner(dx.Shape));
        context.Give(0, dx);
    }

    private int Outer(Shape shape) => checked((int)shape[..axis].Length);

    private int Inner(Shape shape) => checked((int)shape[(axis + 1)..].Length);
}
