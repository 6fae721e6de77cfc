using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>The operation of a kernel of two values over the integer types, with broadcasting. It has no gradient.</summary>
internal sealed class IntegerBinaryOp<K> : Op
    where K : struct, IIntegerBinaryKernel
{
    private static readonly IntegerBinaryOp<K> Shared = new();
    private static readonly string KernelName = KernelNames.Of(typeof(K));

    public override string Name => KernelName;

    public static Tensor Apply(Tensor a, Tensor b) => Apply(Shared, a, b);

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Integer(inputs[0], Name);
        Check.SameDType(inputs[0], inputs[1], Name);
        return new TensorSpec(Check.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context) =>
        context.Backend.IntegerBinary(default(K), context.Inputs[0], context.Inputs[1], context.Output);
}
