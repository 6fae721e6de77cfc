using ILGPU;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// An operand of a product of matrices, seen as [rows, steps of the sum]; the right one by its columns. Its elements are numbers in
/// memory, or the pixels of an image that a convolution's windows meet, which are never copied into a matrix. The place of an element
/// is the sum of what its row and its step add, so that both are computed once for many elements.
/// </summary>
internal interface IOperand<V>
    where V : unmanaged
{
    /// <summary>What a row adds to the place of its elements; there may be more rows than the operand has.</summary>
    Place Row(int row);

    /// <summary>What a step of the sum adds to the place of its elements; there may be more steps than the operand has.</summary>
    Place Step(int step);

    /// <summary>An element, 0 outside.</summary>
    V Load(ArrayView<V> source, Place row, Place step);
}
