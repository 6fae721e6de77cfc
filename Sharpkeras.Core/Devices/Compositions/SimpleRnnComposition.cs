using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>The plain recurrent layer.</summary>
internal sealed class SimpleRnnComposition(Backend backend, SequenceGeometry geometry) : SequenceComposition(backend, geometry, 1)
{
    protected override (Tensor[] States, Tensor Gates, Tensor? Kept) Step(Tensor input, Tensor recurrent, Tensor[] states)
    {
        Tensor h = Math.Apply(default(TanhKernel), Math.Add(input, recurrent));
        return ([h], h, null);
    }

    protected override (Tensor Input, Tensor Recurrent, Tensor?[] States) StepGradient(Tensor gates, Tensor? kept, Tensor h, Tensor[] dstates)
    {
        Tensor z = Math.Gradient(default(TanhKernel), gates, dstates[0]);
        return (z, z, [null]);
    }
}
