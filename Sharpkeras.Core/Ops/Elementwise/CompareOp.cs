using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>A comparison, with broadcasting; the output is Boolean and has no gradient.</summary>
internal sealed class CompareOp<K>(K kernel) : Op
    where K : struct, ICompareKernel
{
    private static readonly CompareOp<K> Shared = new(default);
    private static readonly string KernelName = KernelNames.Of(typeof(K));

    public override string Name => KernelName;

    internal override IReadOnlyList<(string Name, object? Value)>? Arguments => ReferenceEquals(this, Shared) ? [] : null;

    public static Tensor Apply(Tensor a, Tensor b) => Apply(Shared, a, b);

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.SameDType(inputs[0], inputs[1], Name);
        return new TensorSpec(Check.Broadcast(inputs[0].Shape, inputs[1].Shape, Name), DType.Bool);
    }

    public override void Forward(ref ForwardContext context) =>
        context.Backend.Compare(kernel, context.Inputs[0], context.Inputs[1], context.Output);
}
