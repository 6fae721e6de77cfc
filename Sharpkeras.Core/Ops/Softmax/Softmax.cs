using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>eˣ / Σ eˣ along an axis, without overflow. The result remembers x for cross-entropies.</summary>
    /// <param name="x">Any shape of rank 1 or more, float32 or float64.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor probabilities = Ops.Softmax(logits);</code></example>
    [Activation("softmax")]
    public static Tensor Softmax(this Tensor x, int axis = -1)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("softmax", x, own => Softmax(own, axis), ("axis", axis));
        }

        int place = x.Shape.Axis(axis, "softmax");
        if (place != x.Rank - 1)
        {
            return AlongLast(x, place, last => Softmax(last, -1));
        }

        Tensor y = Op.Apply(SoftmaxOp.Shared, x);
        y.RememberLogits(x, LogitsOf.Softmax);
        return y;
    }

    /// <summary>eˣ / Σ eˣ along several axes together, without overflow.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or one is named twice.</exception>
    public static Tensor Softmax(this Tensor x, int[]? axes)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("softmax", x, own => Softmax(own, axes), ("axis", axes));
        }

        return AlongSeveral(x, axes, "softmax", last => Softmax(last, -1));
    }

    /// <summary>x − ln Σ eˣ along several axes together, without overflow.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="axes">The axes, negative from the end; null for all.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">There is no such axis, or one is named twice.</exception>
    public static Tensor LogSoftmax(this Tensor x, int[]? axes)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("log_softmax", x, own => LogSoftmax(own, axes), ("axis", axes));
        }

        return AlongSeveral(x, axes, "log_softmax", last => LogSoftmax(last, -1));
    }

    /// <summary>x − ln Σ eˣ along an axis, without overflow.</summary>
    /// <param name="x">Any shape of rank 1 or more, float32 or float64.</param>
    /// <param name="axis">The axis, negative from the end.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    [Activation("log_softmax")]
    public static Tensor LogSoftmax(this Tensor x, int axis = -1)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("log_softmax", x, own => LogSoftmax(own, axis), ("axis", axis));
        }

        int place = x.Shape.Axis(axis, "log_softmax");
        return place == x.Rank - 1 ? Op.Apply(LogSoftmaxOp.Shared, x) : AlongLast(x, place, last => LogSoftmax(last, -1));
    }

    /// <summary>Applies a function of the last axis to another axis.</summary>
    private static Tensor AlongLast(Tensor x, int axis, Func<Tensor, Tensor> function)
    {
        int[] swap = [.. Enumerable.Range(0, x.Rank)];
        (swap[axis], swap[^1]) = (swap[^1], swap[axis]);
        return Transpose(function(Transpose(x, swap)), swap);
    }

    /// <summary>Applies a function of the last axis to several axes seen as one.</summary>
    private static Tensor AlongSeveral(Tensor x, int[]? axes, string operation, Func<Tensor, Tensor> function)
    {
        var set = new AxisSet(x.Shape, axes, axes == null, operation);
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(i => !set.Contains(i))];
        int[] order = [.. kept, .. Enumerable.Range(0, x.Rank).Where(set.Contains)];
        Tensor moved = Transpose(x, order);
        Tensor joined = moved.Reshape([.. kept.Select(i => x.Shape[i]), checked((int)set.Count(x.Shape))]);
        int[] back = [.. Enumerable.Range(0, x.Rank).OrderBy(i => order[i])];
        return Transpose(function(joined).Reshape(moved.Shape), back);
    }
}

/// <summary>Softmax along the last axis.</summary>
internal sealed class SoftmaxOp : Op
{
    public static readonly SoftmaxOp Shared = new();

    public override GradientNeeds Needs => GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        var (rows, n) = RowsOf(context.Output.Shape);
        context.Backend.Softmax(context.Inputs[0], context.Output, rows, n);
    }

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        var (rows, n) = RowsOf(dx.Shape);
        context.Backend.SoftmaxGradient(context.Output, context.OutputGradient, dx, rows, n);
        context.Give(0, dx);
    }

    /// <summary>A shape seen as a matrix of its last axis.</summary>
    internal static (int Rows, int Length) RowsOf(Shape shape) => (checked((int)shape[..^1].Length), shape[^1]);
}

/// <summary>The logarithm of softmax along the last axis.</summary>
internal sealed class LogSoftmaxOp : Op
{
    public static readonly LogSoftmaxOp Shared = new();

    public override GradientNeeds Needs => GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        var (rows, n) = SoftmaxOp.RowsOf(context.Output.Shape);
        context.Backend.LogSoftmax(context.Inputs[0], context.Output, rows, n);
    }

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        var (rows, n) = SoftmaxOp.RowsOf(dx.Shape);
        context.Backend.LogSoftmaxGradient(context.Output, context.OutputGradient, dx, rows, n);
        context.Give(0, dx);
    }
}
