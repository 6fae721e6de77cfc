using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Gated recurrent units whose reset gate comes after the product with the state.</summary>
internal sealed class GruComposition(Backend backend, SequenceGeometry geometry) : SequenceComposition(backend, geometry, 3)
{
    protected override bool IsApart => true;

    protected override (Tensor[] States, Tensor Gates, Tensor? Kept) Step(Tensor input, Tensor recurrent, Tensor[] states)
    {
        Tensor sums = Math.Apply(default(SigmoidKernel), Math.Add(Math.Part(input, 0, 2), Math.Part(recurrent, 0, 2)));
        Tensor z = Math.Part(sums, 0);
        Tensor r = Math.Part(sums, 1);
        Tensor inner = Math.Part(recurrent, 2);
        Tensor g = Math.Apply(default(TanhKernel), Math.Add(Math.Part(input, 2), Math.Multiply(r, inner)));
        Tensor h = Math.Add(Math.Multiply(z, states[0]), Math.Subtract(g, Math.Multiply(z, g)));
        return ([h], Math.Join(z, r, g), inner);
    }

    protected override (Tensor Input, Tensor Recurrent, Tensor?[] States) StepGradient(Tensor gates, Tensor? kept, Tensor h, Tensor[] dstates)
    {
        Tensor z = Math.Part(gates, 0);
        Tensor r = Math.Part(gates, 1);
        Tensor g = Math.Part(gates, 2);
        Tensor dh = dstates[0];
        Tensor direct = Math.Multiply(dh, z);
        Tensor dg = Math.Gradient(default(TanhKernel), g, Math.Subtract(dh, direct));
        Tensor dz = Math.Gradient(default(SigmoidKernel), z, Math.Multiply(dh, Math.Subtract(h, g)));
        Tensor dr = Math.Gradient(default(SigmoidKernel), r, Math.Multiply(dg, kept!));
        return (Math.Join(dz, dr, dg), Math.Join(dz, dr, Math.Multiply(dg, r)), [direct]);
    }
}
