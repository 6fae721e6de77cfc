using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>A box of a tensor.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="startIndices">Where the box begins, for each axis.</param>
    /// <param name="shape">Its lengths.</param>
    /// <returns>A copy of that shape.</returns>
    /// <exception cref="ArgumentException">The box does not lie inside of the tensor.</exception>
    /// <example><code>Tensor corner = Ops.Slice(matrix, [3, 3], [2, 2]);</code></example>
    public static Tensor Slice(this Tensor x, int[] startIndices, Shape shape)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("slice", x, own => Slice(own, startIndices, shape), ("start_indices", startIndices), ("shape", shape));
        }

        CheckBox(x.Shape, startIndices, shape, "slice");
        return Op.Apply(new WindowOp("slice", startIndices, [.. Enumerable.Repeat(1, x.Rank)], shape.ToArray(), shape), x);
    }

    /// <summary>A tensor with a box of other values.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="startIndices">Where the box begins, for each axis.</param>
    /// <param name="updates">The values of the box, in its shape and the type of x.</param>
    /// <returns>A copy of the shape of x.</returns>
    /// <exception cref="ArgumentException">The box does not lie inside of the tensor, or the types differ.</exception>
    /// <example><code>Tensor changed = Ops.SliceUpdate(matrix, [3, 3], Ops.Ones([2, 2]));</code></example>
    public static Tensor SliceUpdate(this Tensor x, int[] startIndices, Tensor updates)
    {
        if (x.IsSymbolic || updates.IsSymbolic)
        {
            return Op.Compose("slice_update", [x, updates], all => SliceUpdate(all[0], startIndices, all[1]), ("start_indices", startIndices));
        }

        CheckBox(x.Shape, startIndices, updates.Shape, "slice_update");
        return Op.Apply(new SliceUpdateOp(startIndices), x, updates);
    }

    private static void CheckBox(Shape shape, int[] start, Shape size, string operation)
    {
        bool fits = start.Length == shape.Rank && size.Rank == shape.Rank;
        for (int i = 0; fits && i < shape.Rank; i++)
        {
            fits = start[i] >= 0 && size[i] >= 0 && (long)start[i] + size[i] <= shape[i];
        }

        if (!fits)
        {
            throw new ShapeException(
                $"{operation} — the box must lie inside of shape {shape}. Received the beginning {Text.List<int>(start, at => Text.Of(at))} and the shape {size}.");
        }
    }
}

/// <summary>A box put over a tensor: the gradient inside goes to the box, outside to the tensor.</summary>
internal sealed class SliceUpdateOp(int[] start) : Op
{
    public override Kernels.GradientNeeds Needs => Kernels.GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.SameDType(inputs[0], inputs[1], Name);
        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        context.Backend.Copy(context.Inputs[0], context.Output);
        Put(context.Inputs[1], context.Output);
    }

    public override void Backward(GradContext context)
    {
        Tensor dy = context.OutputGradient;
        if (context.Wants(0))
        {
            Tensor dx = context.RentFor(0);
            Tensor zeros = context.RentFor(1);
            context.Backend.Copy(dy, dx);
            context.Backend.Fill(zeros, 0);
            Put(zeros, dx);
            context.Give(0, dx);
        }

        if (context.Wants(1))
        {
            Tensor du = context.RentFor(1);
            Span<int> ones = stackalloc int[start.Length];
            Span<int> origin = stackalloc int[start.Length];
            ones.Fill(1);
            context.Backend.CopyWindow(dy, start, ones, du, origin, ones, du.Shape.Span);
            context.Give(1, du);
        }
    }

    private void Put(Tensor box, Tensor target)
    {
        Span<int> ones = stackalloc int[start.Length];
        Span<int> origin = stackalloc int[start.Length];
        ones.Fill(1);
        Devices.Backend.Of(target).CopyWindow(box, origin, ones, target, start, ones, box.Shape.Span);
    }
}
