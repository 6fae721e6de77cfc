using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>activation(x·w + bias) for x [..., k], w [k, n], bias [n]; the activation's gradient must not need its input.</summary>
    internal static Tensor Dense(Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue) => bias == null
        ? Op.Apply(new DenseOp(epilogue), x, w)
        : Op.Apply(new DenseOp(epilogue), x, w, bias);
}

/// <summary>A matrix product with bias and activation, as one operation.</summary>
internal sealed class DenseOp(Epilogue? epilogue) : Op
{
    public override string Name => "dense";

    public override GradientNeeds Needs => epilogue == null ? GradientNeeds.Input : GradientNeeds.Input | GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Tensor x = inputs[0];
        Tensor w = inputs[1];
        Check.Floating(x, Name);
        Check.SameDType(x, w, Name);
        if (w.Rank != 2 || x.Rank < 1 || x.Shape[^1] != w.Shape[0])
        {
            throw new ShapeException($"{Name} — needs x […, k] and w [k, n]. Received {x.Shape} and {w.Shape}.");
        }

        if (inputs.Length == 3 && inputs[2].Shape != w.Shape[1..])
        {
            throw new ShapeException($"{Name} — the bias has one value for each output. Received {inputs[2].Shape} for w {w.Shape}.");
        }

        return new TensorSpec(x.Shape.With(^1, w.Shape[1]), x.DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor w = context.Inputs[1];
        Tensor? bias = context.Inputs.Length == 3 ? context.Inputs[2] : null;
        context.Backend.Dense(context.Inputs[0], w, bias, epilogue, context.Output, Rows(context.Output), w.Shape[0], w.Shape[1]);
    }

    public override void Backward(GradContext context)
    {
        Tensor dz = EpilogueGradient.Of(context, epilogue);
        int rows = Rows(dz);
        int k = context.InputSpec(1).Shape[0];
        int n = context.InputSpec(1).Shape[1];
        if (context.Wants(0))
        {
            Tensor dx = context.RentFor(0);
            context.Backend.MatMul(dz, context.Input(1), dx, 1, rows, k, n, false, true);
            context.Give(0, dx);
        }

        if (context.Wants(1))
        {
            var (dw, db) = BiasGradient.RentBoth(context);
            context.Backend.DenseKernelGradient(context.Input(0), dz, dw, db, rows, k, n);
            context.Give(1, dw);
            BiasGradient.Give(context, db);
        }
        else
        {
            BiasGradient.Give(context, dz, BiasGradient.Rent(context));
        }
    }

    private static int Rows(Tensor y) => checked((int)y.Shape[..^1].Length);
}
