using ILGPU;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>Another operand whose rows are the steps.</summary>
/// <param name="inner">The other operand.</param>
internal readonly struct TransposedOperand<O, V>(O inner) : IOperand<V>
    where O : struct, IOperand<V>
    where V : unmanaged
{
    private readonly O inner = inner;

    public Place Row(int row) => inner.Step(row);

    public Place Step(int step) => inner.Row(step);

    public V Load(ArrayView<V> source, Place row, Place step) => inner.Load(source, step, row);
}
