using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>The operation of a kernel of two values over all numeric types, with broadcasting.</summary>
internal sealed class NumberBinaryOp<K>(K kernel) : Op
    where K : struct, INumberBinaryKernel
{
    private static readonly NumberBinaryOp<K> Shared = new(default);
    private static readonly string KernelName = KernelNames.Of(typeof(K));

    public override string Name => KernelName;

    internal override IReadOnlyList<(string Name, object? Value)>? Arguments => ReferenceEquals(this, Shared) ? [] : null;

    public override GradientNeeds Needs => K.Needs;

    public static Tensor Apply(Tensor a, Tensor b) => Apply(Shared, a, b);

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Numeric(inputs[0], Name);
        Check.SameDType(inputs[0], inputs[1], Name);
        return new TensorSpec(Check.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context) =>
        context.Backend.NumberBinary(kernel, context.Inputs[0], context.Inputs[1], context.Output);

    public override void Backward(GradContext context) => BroadcastGradient.Give(context, new FloatingBinary<K>(kernel));
}
