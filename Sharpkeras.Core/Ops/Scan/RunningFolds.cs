using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Running sums along an axis: y[i] = Σ x[0…i].</summary>
    /// <param name="x">Any shape; Boolean counts as int32.</param>
    /// <param name="axis">The axis, negative from the end; null sums the values of the flattened tensor.</param>
    /// <param name="dtype">The type of the sums; null for that of x.</param>
    /// <returns>The same shape, or a vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor totals = Ops.Cumsum(x, axis: 1);</code></example>
    public static Tensor Cumsum(this Tensor x, int? axis = null, DType? dtype = null)
    {
        Tensor from = ScanInput(x, axis, dtype);
        return Op.Apply(new CumsumOp(from.Shape.Axis(axis ?? 0, "cumsum")), from);
    }

    /// <summary>Running products along an axis: y[i] = Π x[0…i].</summary>
    /// <param name="x">Any shape; Boolean counts as int32.</param>
    /// <param name="axis">The axis, negative from the end; null multiplies the values of the flattened tensor.</param>
    /// <param name="dtype">The type of the products; null for that of x.</param>
    /// <returns>The same shape, or a vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor products = Ops.Cumprod(x, axis: 1);</code></example>
    public static Tensor Cumprod(this Tensor x, int? axis = null, DType? dtype = null)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("cumprod", x, own => Cumprod(own, axis, dtype), ("axis", axis), ("dtype", dtype));
        }

        Tensor from = ScanInput(x, axis, dtype);
        return Op.Apply(new CumprodOp(from.Shape.Axis(axis ?? 0, "cumprod")), from);
    }

    private static Tensor ScanInput(Tensor x, int? axis, DType? dtype)
    {
        DType type = dtype ?? (x.DType == DType.Bool ? DType.Int32 : x.DType);
        return (axis == null ? x.Ravel() : x).Cast(type);
    }
}

/// <summary>What running folds share: the shape rule and the forward computation.</summary>
internal abstract class RunningOp<K>(int axis) : Op
    where K : struct, IReduceKernel
{
    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Numeric(inputs[0], Name);
        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Shape shape = context.Output.Shape;
        context.Backend.Scan(default(K), context.Inputs[0], context.Output, Outer(shape), shape[axis], Inner(shape), reverse: false);
    }

    protected int Outer(Shape shape) => checked((int)shape[..axis].Length);

    protected int Inner(Shape shape) => checked((int)shape[(axis + 1)..].Length);
}

/// <summary>Running sums; a value's gradient is the sum of those of all places from its own.</summary>
internal sealed class CumsumOp(int axis) : RunningOp<SumReduction>(axis)
{
    private readonly int axis = axis;

    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Shape shape = dx.Shape;
        context.Backend.Scan(default(SumReduction), context.OutputGradient, dx, Outer(shape), shape[axis], Inner(shape), reverse: true);
        context.Give(0, dx);
    }
}

/// <summary>Running products; the gradient is exact also where values are 0.</summary>
internal sealed class CumprodOp(int axis) : RunningOp<ProductReduction>(axis)
{
    private readonly int axis = axis;

    public override GradientNeeds Needs => GradientNeeds.Input;

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        Shape shape = dx.Shape;
        context.Backend.CumprodGradient(context.Input(0), context.OutputGradient, dx, Outer(shape), shape[axis], Inner(shape));
        context.Give(0, dx);
    }
}
