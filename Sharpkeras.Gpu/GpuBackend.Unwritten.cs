using Sharpkeras.Devices;

namespace Sharpkeras.Gpu;

/// <summary>SCAFFOLD, to be deleted before the issue ends: primitives that still run on the processor.</summary>
internal sealed partial class GpuBackend
{
    public override void Fill(Tensor target, double value) => OnCpu([], target, (cpu, x, y) => cpu.Fill(y, value));

    public override void Select(Tensor condition, Tensor a, Tensor b, Tensor y) =>
        OnCpu([condition, a, b], y, (cpu, x, t) => cpu.Select(x[0], x[1], x[2], t));

    public override void Cast(Tensor x, Tensor y) => OnCpu([x], y, (cpu, s, t) => cpu.Cast(s[0], t));

    public override void ArgReduce(bool largest, Tensor x, Tensor y, int outer, int reduced, int inner) =>
        OnCpu([x], y, (cpu, s, t) => cpu.ArgReduce(largest, s[0], t, outer, reduced, inner));

    public override void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB) =>
        OnCpu([a, b], y, (cpu, s, t) => cpu.MatMul(s[0], s[1], t, batch, m, n, k, transposeA, transposeB));

    public override void Transpose(Tensor x, ReadOnlySpan<int> permutation, Tensor y)
    {
        int[] axes = permutation.ToArray();
        OnCpu([x], y, (cpu, s, t) => cpu.Transpose(s[0], axes, t));
    }

    public override void CopyWindow(
        Tensor source,
        ReadOnlySpan<int> sourceStart,
        ReadOnlySpan<int> sourceStep,
        Tensor target,
        ReadOnlySpan<int> targetStart,
        ReadOnlySpan<int> targetStep,
        ReadOnlySpan<int> size)
    {
        int[] a = sourceStart.ToArray(), b = sourceStep.ToArray(), c = targetStart.ToArray(), d = targetStep.ToArray(), e = size.ToArray();
        OnCpu([source], target, (cpu, s, t) => cpu.CopyWindow(s[0], a, b, t, c, d, e));
    }

    public override void Gather(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) =>
        OnCpu([x, indices], y, (cpu, s, t) => cpu.Gather(s[0], s[1], t, outer, count, inner));

    public override void ScatterAdd(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) =>
        OnCpu([x, indices], y, (cpu, s, t) => cpu.ScatterAdd(s[0], s[1], t, outer, count, inner));

    public override void Scatter<K>(K kernel, Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) =>
        OnCpu([x, indices], y, (cpu, s, t) => cpu.Scatter(kernel, s[0], s[1], t, outer, count, inner));

    public override void GatherAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner) =>
        OnCpu([x, indices], y, (cpu, s, t) => cpu.GatherAlong(s[0], s[1], t, outer, count, picks, inner));

    public override void ScatterAddAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner) =>
        OnCpu([x, indices], y, (cpu, s, t) => cpu.ScatterAddAlong(s[0], s[1], t, outer, count, picks, inner));

    public override void Sort(Tensor x, Tensor? values, Tensor? indices, int outer, int length, int inner, int take, bool descending)
    {
        if (values != null)
        {
            OnCpu([x], values, (cpu, s, t) => cpu.Sort(s[0], t, null, outer, length, inner, take, descending));
        }

        if (indices != null)
        {
            OnCpu([x], indices, (cpu, s, t) => cpu.Sort(s[0], null, t, outer, length, inner, take, descending));
        }
    }

    public override void Scan<K>(K kernel, Tensor x, Tensor y, int outer, int length, int inner, bool reverse) =>
        OnCpu([x], y, (cpu, s, t) => cpu.Scan(kernel, s[0], t, outer, length, inner, reverse));

    public override void OneHot(Tensor indices, Tensor y, int classes) =>
        OnCpu([indices], y, (cpu, s, t) => cpu.OneHot(s[0], t, classes));

    public override void RandomUniform(Tensor y, ulong key, ulong counter, double low, double high) =>
        OnCpu([], y, (cpu, s, t) => cpu.RandomUniform(t, key, counter, low, high));

    public override void RandomNormal(Tensor y, ulong key, ulong counter, double mean, double deviation) =>
        OnCpu([], y, (cpu, s, t) => cpu.RandomNormal(t, key, counter, mean, deviation));

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
