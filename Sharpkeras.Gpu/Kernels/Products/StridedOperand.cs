using ILGPU;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>A matrix in memory, transposed or not.</summary>
/// <param name="rows">The number of rows.</param>
/// <param name="steps">The length of the sum.</param>
/// <param name="rowStep">From an element to that of the next row.</param>
/// <param name="stepStep">From an element to that of the next step.</param>
internal readonly struct StridedOperand<V>(int rows, int steps, int rowStep, int stepStep) : IOperand<V>
    where V : unmanaged
{
    private readonly int rows = rows;
    private readonly int steps = steps;
    private readonly int rowStep = rowStep;
    private readonly int stepStep = stepStep;

    public Place Row(int row) => new() { Offset = row * rowStep, Y = row < rows ? 0 : -1 };

    public Place Step(int step) => new() { Offset = step * stepStep, Y = step < steps ? 0 : -1 };

    public V Load(ArrayView<V> source, Place row, Place step) => (row.Y | step.Y) == 0 ? source[row.Offset + step.Offset] : default;
}
