using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>A box of a tensor, with steps: what slices and reversals read. The gradient goes back to the places read.</summary>
internal sealed class WindowOp(string name, int[] start, int[] step, int[] size, Shape result) : Op
{
    public override string Name => name;

    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(result, inputs[0].DType);

    public override void Forward(ref ForwardContext context) =>
        context.Backend.CopyWindow(
            context.Inputs[0], start, step, context.Output.View(size, context.Output.Offset), new int[size.Length], Ones(size.Length), size);

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Tensor dy = context.OutputGradient;
        context.Backend.Fill(dx, 0);
        context.Backend.CopyWindow(dy.View(size, dy.Offset), new int[size.Length], Ones(size.Length), dx, start, step, size);
        context.Give(0, dx);
    }

    private static int[] Ones(int count)
    {
        int[] ones = new int[count];
        Array.Fill(ones, 1);
        return ones;
    }
}

/// <summary>A range of the first axis: a view.</summary>
internal sealed class LeadingSliceOp(int begin, int count, Shape result) : Op
{
    public override string Name => "slice";

    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override bool IsView => true;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(result, inputs[0].DType);

    public override void Forward(ref ForwardContext context)
    {
    }

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Shape shape = dx.Shape;
        Clear(context, dx, 0, begin);
        context.Backend.Copy(context.OutputGradient, dx.View(shape.With(0, count), dx.Offset + (begin * Row(shape))));
        Clear(context, dx, begin + count, shape[0]);
        context.Give(0, dx);
    }

    private static void Clear(GradContext context, Tensor dx, int from, int to)
    {
        if (to > from)
        {
            context.Backend.Fill(dx.View(dx.Shape.With(0, to - from), dx.Offset + (from * Row(dx.Shape))), 0);
        }
    }

    protected override long ViewOffset(Tensor input) => input.Offset + (begin * Row(input.Shape));

    private static long Row(Shape shape) => shape[1..].Length;
}
