using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The axes in another order: axis i of the result is axis <c>axes[i]</c> of x.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="axes">Each axis once; null reverses them.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="ArgumentException">The axes are no permutation.</exception>
    /// <example><code>Tensor columns = Ops.Transpose(matrix);</code></example>
    public static Tensor Transpose(this Tensor x, int[]? axes = null)
    {
        int[] order = axes == null ? [.. Enumerable.Range(0, x.Rank).Reverse()] : [.. axes.Select(axis => x.Shape.Axis(axis, "transpose"))];
        if (order.Length != x.Rank || order.Distinct().Count() != x.Rank)
        {
            throw new ArgumentException($"transpose — needs each axis of shape {x.Shape} once. Received {Text.List(axes, axis => Text.Of(axis))}.", nameof(axes));
        }

        return Op.Apply(new TransposeOp(order), x);
    }

    /// <summary>[batch, channels, …] → [batch, …, channels].</summary>
    internal static Tensor MoveChannelsLast(Tensor x) => Transpose(x, [0, .. Enumerable.Range(2, x.Rank - 2), 1]);

    /// <summary>[batch, …, channels] → [batch, channels, …].</summary>
    internal static Tensor MoveChannelsFirst(Tensor x) => Transpose(x, [0, x.Rank - 1, .. Enumerable.Range(1, x.Rank - 2)]);
}

/// <summary>A permutation of axes.</summary>
internal sealed class TransposeOp(int[] order) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    internal override IReadOnlyList<(string Name, object? Value)>? Arguments => [("axes", order)];

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Shape shape = inputs[0].Shape;
        return new TensorSpec(order.Select(axis => shape[axis]).ToArray(), inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context) => context.Backend.Transpose(context.Inputs[0], order, context.Output);

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        int[] back = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            back[order[i]] = i;
        }

        context.Backend.Transpose(context.OutputGradient, back, dx);
        context.Give(0, dx);
    }
}
