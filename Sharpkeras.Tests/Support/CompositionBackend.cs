using Sharpkeras.Cpu;
using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Support;

/// <summary>The processor with its primitives only: every fused operation is the composition that specifies it.</summary>
internal sealed class CompositionBackend(Device device) : Backend(device)
{
    /// <summary>The device that tests find it under.</summary>
    public static readonly Device Place = new(DeviceKind.Cpu, 1);

    private readonly Backend cpu = BackendProvider.Get(Device.Cpu);

    public override void Upload(ReadOnlySpan<byte> source, Tensor target) => cpu.Upload(source, target);

    public override void Download(Tensor source, Span<byte> target) => cpu.Download(source, target);

    public override void Copy(Tensor source, Tensor target) => cpu.Copy(source, target);

    public override void Fill(Tensor target, double value) => cpu.Fill(target, value);

    public override void Synchronize() => cpu.Synchronize();

    public override void Unary<K>(K kernel, Tensor x, Tensor y) => cpu.Unary(kernel, x, y);

    public override void UnaryGradient<K>(K kernel, Tensor? x, Tensor? y, Tensor dy, Tensor dx) => cpu.UnaryGradient(kernel, x, y, dy, dx);

    public override void NumberUnary<K>(K kernel, Tensor x, Tensor y) => cpu.NumberUnary(kernel, x, y);

    public override void Binary<K>(K kernel, Tensor a, Tensor b, Tensor y) => cpu.Binary(kernel, a, b, y);

    public override void BinaryGradient<K>(K kernel, bool forA, Tensor? a, Tensor? b, Tensor? y, Tensor dy, Tensor target) =>
        cpu.BinaryGradient(kernel, forA, a, b, y, dy, target);

    public override void NumberBinary<K>(K kernel, Tensor a, Tensor b, Tensor y) => cpu.NumberBinary(kernel, a, b, y);

    public override void IntegerBinary<K>(K kernel, Tensor a, Tensor b, Tensor y) => cpu.IntegerBinary(kernel, a, b, y);

    public override void Compare<K>(K kernel, Tensor a, Tensor b, Tensor y) => cpu.Compare(kernel, a, b, y);

    public override void Select(Tensor condition, Tensor a, Tensor b, Tensor y) => cpu.Select(condition, a, b, y);

    public override void Cast(Tensor x, Tensor y) => cpu.Cast(x, y);

    public override void Reduce<K>(K kernel, Tensor x, Tensor y, int outer, int reduced, int inner) =>
        cpu.Reduce(kernel, x, y, outer, reduced, inner);

    public override void ArgReduce(bool largest, Tensor x, Tensor y, int outer, int reduced, int inner) =>
        cpu.ArgReduce(largest, x, y, outer, reduced, inner);

    public override void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB) =>
        cpu.MatMul(a, b, y, batch, m, n, k, transposeA, transposeB);

    public override void Transpose(Tensor x, ReadOnlySpan<int> permutation, Tensor y) => cpu.Transpose(x, permutation, y);

    public override void CopyWindow(
        Tensor source,
        ReadOnlySpan<int> sourceStart,
        ReadOnlySpan<int> sourceStep,
        Tensor target,
        ReadOnlySpan<int> targetStart,
        ReadOnlySpan<int> targetStep,
        ReadOnlySpan<int> size) => cpu.CopyWindow(source, sourceStart, sourceStep, target, targetStart, targetStep, size);

    public override void Gather(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) =>
        cpu.Gather(x, indices, y, outer, count, inner);

    public override void ScatterAdd(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) =>
        cpu.ScatterAdd(x, indices, y, outer, count, inner);

    public override void Scatter<K>(K kernel, Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) =>
        cpu.Scatter(kernel, x, indices, y, outer, count, inner);

    public override void GatherAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner) =>
        cpu.GatherAlong(x, indices, y, outer, count, picks, inner);

    public override void ScatterAddAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner) =>
        cpu.ScatterAddAlong(x, indices, y, outer, count, picks, inner);

    public override void Sort(Tensor x, Tensor? values, Tensor? indices, int outer, int length, int inner, int take, bool descending) =>
        cpu.Sort(x, values, indices, outer, length, inner, take, descending);

    public override void Scan<K>(K kernel, Tensor x, Tensor y, int outer, int length, int inner, bool reverse) =>
        cpu.Scan(kernel, x, y, outer, length, inner, reverse);

    public override void OneHot(Tensor indices, Tensor y, int classes) => cpu.OneHot(indices, y, classes);

    public override void RandomUniform(Tensor y, ulong key, ulong counter, double low, double high) =>
        cpu.RandomUniform(y, key, counter, low, high);

    public override void RandomNormal(Tensor y, ulong key, ulong counter, double mean, double deviation) =>
        cpu.RandomNormal(y, key, counter, mean, deviation);

    internal override ReadOnlySpan<byte> HostBytes(Tensor tensor) => cpu.HostBytes(tensor);

    protected override BackendStorage Allocate(long bytes) => new CpuStorage(this, bytes);

    protected override void Free(BackendStorage storage) => ((CpuStorage)storage).Free();

    /// <summary>Makes the device known. Device.Cpu stays what it is.</summary>
    public static Device Register()
    {
        BackendProvider.Get(Device.Cpu);
        BackendProvider.Register(DeviceKind.Cpu, place => place == Place ? new CompositionBackend(place) : new CpuBackend());
        return Place;
    }
}
