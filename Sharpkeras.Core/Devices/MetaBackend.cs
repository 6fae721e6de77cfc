using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>
/// The device of symbolic calls: tensors have shapes and types but no memory, and nothing is computed. Operations stop after their
/// shape rule here, so that a layer's <c>Forward</c> also tells its output shape.
/// </summary>
internal sealed class MetaBackend() : Backend(Device.Meta)
{
    public override bool Computes => false;

    public override void Upload(ReadOnlySpan<byte> source, Tensor target)
    {
    }

    public override void Download(Tensor source, Span<byte> target) => throw Valueless();

    public override void Copy(Tensor source, Tensor target)
    {
    }

    public override void Fill(Tensor target, double value)
    {
    }

    public override void Synchronize()
    {
    }

    public override void Unary<K>(K kernel, Tensor x, Tensor y) => throw Valueless();

    public override void UnaryGradient<K>(K kernel, Tensor? x, Tensor? y, Tensor dy, Tensor dx) => throw Valueless();

    public override void NumberUnary<K>(K kernel, Tensor x, Tensor y) => throw Valueless();

    public override void Binary<K>(K kernel, Tensor a, Tensor b, Tensor y) => throw Valueless();

    public override void BinaryGradient<K>(K kernel, bool forA, Tensor? a, Tensor? b, Tensor? y, Tensor dy, Tensor target) =>
        throw Valueless();

    public override void NumberBinary<K>(K kernel, Tensor a, Tensor b, Tensor y) => throw Valueless();

    public override void IntegerBinary<K>(K kernel, Tensor a, Tensor b, Tensor y) => throw Valueless();

    public override void Compare<K>(K kernel, Tensor a, Tensor b, Tensor y) => throw Valueless();

    public override void Select(Tensor condition, Tensor a, Tensor b, Tensor y) => throw Valueless();

    public override void Cast(Tensor x, Tensor y) => throw Valueless();

    public override void Reduce<K>(K kernel, Tensor x, Tensor y, int outer, int reduced, int inner) => throw Valueless();

    public override void ArgReduce(bool largest, Tensor x, Tensor y, int outer, int reduced, int inner) => throw Valueless();

    public override void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB) =>
        throw Valueless();

    public override void Transpose(Tensor x, ReadOnlySpan<int> permutation, Tensor y) => throw Valueless();

    public override void CopyWindow(
        Tensor source,
        ReadOnlySpan<int> sourceStart,
        ReadOnlySpan<int> sourceStep,
        Tensor target,
        ReadOnlySpan<int> targetStart,
        ReadOnlySpan<int> targetStep,
        ReadOnlySpan<int> size) => throw Valueless();

    public override void Gather(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) => throw Valueless();

    public override void ScatterAdd(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) => throw Valueless();

    public override void Scatter<K>(K kernel, Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) => throw Valueless();

    public override void GatherAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner) => throw Valueless();

    public override void ScatterAddAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner) =>
        throw Valueless();

    public override void Sort(Tensor x, Tensor? values, Tensor? indices, int outer, int length, int inner, int take, bool descending) =>
        throw Valueless();

    public override void Scan<K>(K kernel, Tensor x, Tensor y, int outer, int length, int inner, bool reverse) => throw Valueless();

    public override void OneHot(Tensor indices, Tensor y, int classes) => throw Valueless();

    public override void RandomUniform(Tensor y, ulong key, ulong counter, double low, double high) => throw Valueless();

    public override void RandomNormal(Tensor y, ulong key, ulong counter, double mean, double deviation) => throw Valueless();

    /// <summary>Blocks have no memory behind them, whatever their nominal size.</summary>
    protected override BackendStorage Allocate(long bytes) => new Nothing(this, bytes);

    protected override void Free(BackendStorage storage)
    {
    }

    private static InvalidOperationException Valueless() => new(
        "symbolic call — a symbolic tensor has a shape but no values. Received a request for its values; use operations whose result does not depend on values inside Forward.");

    private sealed class Nothing(Backend backend, long bytes) : BackendStorage(backend, bytes);
}
