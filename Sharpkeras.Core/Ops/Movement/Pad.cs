using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Puts a constant around the values.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="padding">How many to add before and after, for each axis; not negative.</param>
    /// <param name="value">The constant.</param>
    /// <returns>A larger tensor of the same type.</returns>
    /// <exception cref="ArgumentException">There is not one pair for each axis, or a number is negative.</exception>
    /// <example><code>Tensor framed = Ops.Pad(images, [(0, 0), (2, 2), (2, 2)]);</code></example>
    public static Tensor Pad(this Tensor x, (int Before, int After)[] padding, double value = 0) => Op.Apply(new PadOp(padding, value), x);
}

/// <summary>A constant border; the gradient is that of the inside.</summary>
internal sealed class PadOp((int Before, int After)[] padding, double value) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        if (padding.Length != x.Rank)
        {
            throw new ShapeException($"{Name} — needs a pair of numbers for each axis. Received {Text.Of(padding.Length)} pairs for shape {x.Shape}.");
        }

        Ops.CheckFits(value, x.DType, Name);
        int[] dimensions = x.Shape.ToArray();
        for (int i = 0; i < dimensions.Length; i++)
        {
            if (padding[i].Before < 0 || padding[i].After < 0)
            {
                throw new ArgumentException($"{Name} — numbers must not be negative. Received {padding[i]} for axis {Text.Of(i)}.");
            }

            dimensions[i] += padding[i].Before + padding[i].After;
        }

        return new TensorSpec(dimensions, x.DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor x = context.Inputs[0];
        Span<int> start = stackalloc int[x.Rank];
        Span<int> zeros = stackalloc int[x.Rank];
        Span<int> ones = stackalloc int[x.Rank];
        Starts(start, ones);
        context.Backend.Fill(context.Output, value);
        context.Backend.CopyWindow(x, zeros, ones, context.Output, start, ones, x.Shape.Span);
    }

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Span<int> start = stackalloc int[dx.Rank];
        Span<int> zeros = stackalloc int[dx.Rank];
        Span<int> ones = stackalloc int[dx.Rank];
        Starts(start, ones);
        context.Backend.CopyWindow(context.OutputGradient, start, ones, dx, zeros, ones, dx.Shape.Span);
        context.Give(0, dx);
    }

    private void Starts(Span<int> start, Span<int> ones)
    {
        ones.Fill(1);
        for (int i = 0; i < start.Length; i++)
        {
            start[i] = padding[i].Before;
        }
    }
}
