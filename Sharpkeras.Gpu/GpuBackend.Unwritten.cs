using Sharpkeras.Devices;

namespace Sharpkeras.Gpu;

/// <summary>SCAFFOLD, to be deleted before the issue ends: primitives that still run on the processor.</summary>
internal sealed partial class GpuBackend
{
    public override void Reduce<K>(K kernel, Tensor x, Tensor y, int outer, int reduced, int inner) =>
        OnCpu([x], y, (cpu, s, t) => cpu.Reduce(kernel, s[0], t, outer, reduced, inner));

    public override void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB) =>
        OnCpu([a, b], y, (cpu, s, t) => cpu.MatMul(s[0], s[1], t, batch, m, n, k, transposeA, transposeB));

    private static void OnCpu(Tensor[] inputs, Tensor output, Action<Backend, Tensor[], Tensor> compute)
    {
        if (output.Length == 0)
        {
            return;
        }

        using var scope = new TensorScope();
        Backend cpu = BackendProvider.Get(Device.Cpu);
        Tensor target = output.To(Device.Cpu);
        compute(cpu, [.. inputs.Select(input => input.To(Device.Cpu))], target);
        Of(output).Upload(cpu.HostBytes(target), output);
    }
}
