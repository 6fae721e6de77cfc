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
    public static Tensor Pad(this Tensor x, (int Before, int After)[] padding, double value = 0)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("pad", x, own => Pad(own, padding, value), ("pad_width", padding), ("constant_values", value));
        }

        return Op.Apply(new PadOp(padding, value), x);
    }

    /// <summary>Puts a border around the values that is made of them, or of a constant.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="padding">How many to add before and after, for each axis; not negative.</param>
    /// <param name="mode">What the border holds.</param>
    /// <param name="value">The constant, with <see cref="PadMode.Constant"/> only.</param>
    /// <returns>A larger tensor of the same type.</returns>
    /// <exception cref="ArgumentException">
    /// There is not one pair for each axis, a number is negative, a mirrored border is larger than what it mirrors, or a constant is
    /// given with another mode.
    /// </exception>
    /// <example><code>Tensor mirrored = Ops.Pad(x, [(1, 1), (2, 2)], PadMode.Reflect);</code></example>
    public static Tensor Pad(this Tensor x, (int Before, int After)[] padding, PadMode mode, double? value = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("pad", x, own => Pad(own, padding, mode, value), ("pad_width", padding), ("mode", mode), ("constant_values", value));
        }

        if (mode == PadMode.Constant)
        {
            return Pad(x, padding, value ?? 0);
        }

        if (value != null)
        {
            throw new ArgumentException($"pad — only a constant border has a value. Received {Text.Of(value)} with mode {mode}.", nameof(value));
        }

        PadOp.CheckPairs(padding, x.Shape);
        Tensor y = x;
        for (int axis = 0; axis < padding.Length; axis++)
        {
            y = padding[axis] == (0, 0) ? y : Op.Apply(new TakeOp(axis), y, BorderIndices(x, axis, padding[axis], mode));
        }

        return y;
    }

    /// <summary>Where each entry of a padded axis comes from.</summary>
    private static Tensor BorderIndices(Tensor x, int axis, (int Before, int After) padding, PadMode mode)
    {
        int length = x.Shape[axis];
        int most = mode == PadMode.Reflect ? length - 1 : mode == PadMode.Symmetric ? length : length == 0 ? 0 : int.MaxValue;
        if (Math.Max(padding.Before, padding.After) > most)
        {
            throw new ArgumentException(
                $"pad — axis {Text.Of(axis)} of shape {x.Shape} allows at most {Text.Of(Math.Max(0, most))} for mode {mode}. Received {padding}.", nameof(padding));
        }

        int[] indices = new int[padding.Before + length + padding.After];
        for (int i = 0; i < indices.Length; i++)
        {
            int at = i - padding.Before;
            indices[i] = mode switch
            {
                PadMode.Edge => Math.Clamp(at, 0, length - 1),
                PadMode.Wrap => ((at % length) + length) % length,
                PadMode.Reflect => at < 0 ? -at : at < length ? at : (2 * length) - 2 - at,
                _ => at < 0 ? -1 - at : at < length ? at : (2 * length) - 1 - at,
            };
        }

        return Integers(indices, [indices.Length], x);
    }
}

/// <summary>A constant border; the gradient is that of the inside.</summary>
internal sealed class PadOp((int Before, int After)[] padding, double value) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    /// <summary>There must be a pair for each axis, and no number below zero.</summary>
    public static void CheckPairs((int Before, int After)[] padding, Shape shape)
    {
        if (padding.Length != shape.Rank)
        {
            throw new ShapeException($"pad — needs a pair of numbers for each axis. Received {Text.Of(padding.Length)} pairs for shape {shape}.");
        }

        int axis = Array.FindIndex(padding, pair => pair.Before < 0 || pair.After < 0);
        if (axis >= 0)
        {
            throw new ArgumentException($"pad — numbers must not be negative. Received {padding[axis]} for axis {Text.Of(axis)}.");
        }
    }

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        CheckPairs(padding, x.Shape);
        Ops.CheckFits(value, x.DType, Name);
        int[] dimensions = x.Shape.ToArray();
        for (int i = 0; i < dimensions.Length; i++)
        {
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
