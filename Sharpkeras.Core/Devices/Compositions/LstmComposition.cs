using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Long short-term memory; the states are h and c.</summary>
internal sealed class LstmComposition(Backend backend, SequenceGeometry geometry) : SequenceComposition(backend, geometry, 4)
{
    protected override (Tensor[] States, Tensor Gates, Tensor? Kept) Step(Tensor input, Tensor recurrent, Tensor[] states)
    {
        Tensor z = Math.Add(input, recurrent);
        Tensor i = Math.Apply(default(SigmoidKernel), Math.Part(z, 0));
        Tensor f = Math.Apply(default(SigmoidKernel), Math.Part(z, 1));
        Tensor g = Math.Apply(default(TanhKernel), Math.Part(z, 2));
        Tensor o = Math.Apply(default(SigmoidKernel), Math.Part(z, 3));
        Tensor c = NewCell(f, states[1], i, g);
        Tensor h = Math.Multiply(o, Math.Apply(default(TanhKernel), c));
        return ([h, c], Math.Join(i, f, g, o), states[1]);
    }

    protected override (Tensor Input, Tensor Recurrent, Tensor?[] States) StepGradient(Tensor gates, Tensor? kept, Tensor h, Tensor[] dstates)
    {
        Tensor i = Math.Part(gates, 0);
        Tensor f = Math.Part(gates, 1);
        Tensor g = Math.Part(gates, 2);
        Tensor o = Math.Part(gates, 3);
        Tensor tanh = Math.Apply(default(TanhKernel), NewCell(f, kept!, i, g));
        Tensor dc = Math.Add(dstates[1], Math.Gradient(default(TanhKernel), tanh, Math.Multiply(dstates[0], o)));
        Tensor z = Math.Join(
            Math.Gradient(default(SigmoidKernel), i, Math.Multiply(dc, g)),
            Math.Gradient(default(SigmoidKernel), f, Math.Multiply(dc, kept!)),
            Math.Gradient(default(TanhKernel), g, Math.Multiply(dc, i)),
            Math.Gradient(default(SigmoidKernel), o, Math.Multiply(dstates[0], tanh)));
        return (z, z, [null, Math.Multiply(dc, f)]);
    }

    private Tensor NewCell(Tensor f, Tensor c, Tensor i, Tensor g) => Math.Add(Math.Multiply(f, c), Math.Multiply(i, g));
}
