using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>What scattering rows [picks, inner] into rows [count, inner] shares: the inputs are the rows, the indices, and the updates.</summary>
internal abstract class ScatterRowsOp<K> : Op
    where K : struct, INumberBinaryKernel
{
    public override string Name => "scatter_update";

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.SameDType(inputs[0], inputs[2], Name);
        if (typeof(K) != typeof(ReplaceKernel))
        {
            Check.Numeric(inputs[0], Name);
        }

        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Shape shape = context.Output.Shape;
        context.Backend.Copy(context.Inputs[0], context.Output);
        context.Backend.Scatter(default(K), context.Inputs[2], context.Inputs[1], context.Output, 1, shape[0], shape[1]);
    }

    protected static Tensor Pick(Tensor rows, Tensor indices) => Op.Apply(new TakeOp(0), rows, indices);
}

/// <summary>Values replaced: the gradient goes to the update that stayed.</summary>
internal sealed class ScatterReplaceOp : ScatterRowsOp<ReplaceKernel>
{
    public override GradientNeeds Needs => GradientNeeds.Input;

    public override void Backward(GradContext context)
    {
        Tensor indices = context.Input(1);
        Tensor dy = context.OutputGradient;
        TensorSpec updates = context.InputSpec(2);
        if (context.Wants(0))
        {
            Tensor zeros = context.Rent(updates.Shape, updates.DType);
            context.Backend.Fill(zeros, 0);
            context.Give(0, Ops.ScatterRows(dy, indices, zeros, null));
        }

        if (context.Wants(2))
        {
            // each update writes its number: the one that is found again is the last with its index
            int[] numbers = [.. Enumerable.Range(0, updates.Shape[0])];
            Tensor own = Ops.Integers(numbers, [numbers.Length, 1], dy);
            Tensor marks = context.Rent([dy.Shape[0], 1], DType.Int32);
            context.Backend.Fill(marks, 0);
            Tensor last = Ops.Equal(Pick(Ops.ScatterRows(marks, indices, own, null), indices), own);
            context.Give(2, Ops.Where(last, Pick(dy, indices), Ops.Constant(0, dy)));
        }
    }
}

/// <summary>Values added.</summary>
internal sealed class ScatterAddOp : ScatterRowsOp<AddKernel>
{
    public override GradientNeeds Needs => GradientNeeds.Input;

    public override void Backward(GradContext context)
    {
        context.Give(0, context.OutputGradient);
        if (context.Wants(2))
        {
            context.Give(2, Pick(context.OutputGradient, context.Input(1)));
        }
    }
}

/// <summary>The largest or smallest values; the gradient is divided among equal ones, as TensorFlow's.</summary>
internal sealed class ScatterExtremeOp<K> : ScatterRowsOp<K>
    where K : struct, INumberBinaryKernel
{
    public override void Backward(GradContext context)
    {
        Tensor x = context.Input(0);
        Tensor indices = context.Input(1);
        Tensor y = context.Output;
        Tensor own = Ops.Equal(x, y).Cast(x.DType);
        Tensor updated = Ops.Equal(context.Input(2), Pick(y, indices)).Cast(x.DType);
        Tensor share = context.OutputGradient / Ops.ScatterRows(own, indices, updated, ScatterReduction.Add);
        if (context.Wants(0))
        {
            context.Give(0, own * share);
        }

        if (context.Wants(2))
        {
            context.Give(2, updated * Pick(share, indices));
        }
    }
}

/// <summary>Values multiplied. The gradient of a factor is the product of the others, also where factors are 0.</summary>
internal sealed class ScatterMultiplyOp : ScatterRowsOp<MultiplyKernel>
{
    public override GradientNeeds Needs => GradientNeeds.Input;

    public override void Backward(GradContext context)
    {
        Tensor x = context.Input(0);
        Tensor indices = context.Input(1);
        Tensor updates = context.Input(2);
        Tensor product = Ops.ScatterRows(Factors(x), indices, Factors(updates), ScatterReduction.Mul);
        Tensor zeros = Ops.ScatterRows(Zeros(x), indices, Zeros(updates), ScatterReduction.Add);
        if (context.Wants(0))
        {
            context.Give(0, context.OutputGradient * Others(x, product, zeros));
        }

        if (context.Wants(2))
        {
            context.Give(2, Pick(context.OutputGradient, indices) * Others(updates, Pick(product, indices), Pick(zeros, indices)));
        }
    }

    private static Tensor Factors(Tensor x) => Ops.Where(Ops.Equal(x, Ops.Constant(0, x)), Ops.Constant(1, x), x);

    private static Tensor Zeros(Tensor x) => Ops.Equal(x, Ops.Constant(0, x)).Cast(x.DType);

    /// <summary>The product of the other factors, where there is no zero among them.</summary>
    private static Tensor Others(Tensor x, Tensor product, Tensor zeros)
    {
        Tensor isOnlyOther = Ops.Equal(zeros, Zeros(x));
        return Ops.Where(isOnlyOther, product / Factors(x), Ops.Constant(0, x));
    }
}
