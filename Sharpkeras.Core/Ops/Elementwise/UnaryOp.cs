using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>The operation of a kernel over floating types. A kernel without fields has one instance for the whole process.</summary>
internal sealed class UnaryOp<K>(K kernel) : Op
    where K : struct, IUnaryKernel
{
    private static readonly UnaryOp<K> Shared = new(default);
    private static readonly string KernelName = KernelNames.Of(typeof(K));

    public override string Name => KernelName;

    internal override IReadOnlyList<(string Name, object? Value)>? Arguments => ReferenceEquals(this, Shared) ? [] : null;

    public override GradientNeeds Needs => K.Needs;

    public static Tensor Apply(Tensor x) => Apply(Shared, x);

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        return new TensorSpec(inputs[0].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context) => context.Backend.Unary(kernel, context.Inputs[0], context.Output);

    public override void Backward(GradContext context)
    {
        Tensor dx = context.OverwriteOrRent();
        context.Backend.UnaryGradient(kernel, context.InputOrNull(0), context.OutputOrNull, context.OutputGradient, dx);
        context.Give(0, dx);
    }
}
