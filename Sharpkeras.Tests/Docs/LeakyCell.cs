using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Docs;

/// <summary>A state that follows what comes in, and forgets a share of itself at each step.</summary>
internal sealed class LeakyCell(int units, double leak = 0.1, string? name = null, bool trainable = true, DType dtype = DType.Float32)
    : RNNCell(name, trainable, dtype)
{
    private Variable kernel = null!;
    private Variable recurrentKernel = null!;

    public int Units { get; } = units;

    public double Leak { get; } = leak;

    public override OneOrMore<int> StateSize => Units;

    public override void Build(Shape inputShape)
    {
        kernel = AddWeight("kernel", [inputShape[^1], Units], "glorot_uniform");
        recurrentKernel = AddWeight("recurrent_kernel", [Units, Units], "orthogonal");
    }

    protected override (Tensor Output, Tensors States) Step(Tensor input, Tensors states, CallContext context)
    {
        Tensor drive = Ops.Tanh(Ops.MatMul(input, kernel) + Ops.MatMul(states[0], recurrentKernel));
        Tensor next = (states[0] * (1 - Leak)) + (drive * Leak);
        return (next, next);
    }
}
