using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Moving elements on OpenCL: every bit as on the processor.</summary>
public sealed class GpuMovementTests
{
    private static readonly DType[] Sizes = [DType.UInt8, DType.Int16, DType.Float32, DType.Float64];

    [OneTimeSetUp]
    public void Open() => TestDevices.NeedGpu();

    [TestCaseSource(typeof(GpuParity), nameof(GpuParity.AllTypes))]
    [NoLeak]
    public void Fills(DType dtype)
    {
        using var scope = new TensorScope();
        foreach (int length in (int[])[0, 1, 257, 1031])
        {
            Tensor target = GpuParity.Draw(dtype, [length]);
            GpuParity.BitEqual(target, (backend, x, y) => backend.Fill(y, 3.7));
            GpuParity.BitEqual(target, (backend, x, y) => backend.Fill(y, dtype == DType.UInt8 ? 250 : -2.5));
            GpuParity.BitEqual(target, (backend, x, y) => backend.Fill(y, -0.0));
        }
    }

    [Test]
    [NoLeak]
    public void SelectsWithBroadcasting([ValueSource(nameof(Sizes))] DType dtype)
    {
        using var scope = new TensorScope();
        (Shape Condition, Shape A, Shape B, Shape Y)[] cases =
        [
            ([7, 37], [7, 37], [7, 37], [7, 37]),
            ([7, 1], [37], [7, 37], [7, 37]),
            ([5, 1, 3], [4, 1], [1, 1, 3], [5, 4, 3]),
            ([], [2, 0], [1], [2, 0]),
            ([2, 1, 2, 1, 2, 1, 2, 1], [1, 3, 1, 3, 1, 3, 1, 3], [3], [2, 3, 2, 3, 2, 3, 2, 3]),
        ];
        foreach ((Shape condition, Shape a, Shape b, Shape y) in cases)
        {
            GpuParity.BitEqual(
                GpuParity.Draw(dtype, y),
                (backend, x, target) => backend.Select(x[0], x[1], x[2], target),
                GpuParity.Draw(DType.Bool, condition, below: 2),
                GpuParity.Draw(dtype, a, seed: 2),
                GpuParity.Draw(dtype, b, seed: 3));
        }
    }

    [Test]
    [NoLeak]
    public void Transposes([ValueSource(nameof(Sizes))] DType dtype)
    {
        using var scope = new TensorScope();
        (Shape X, int[] Permutation)[] cases =
        [
            ([70, 33], [1, 0]),
            ([31, 32], [1, 0]),
            ([3, 40, 65], [0, 2, 1]),
            ([3, 5, 40, 17], [1, 3, 0, 2]),
            ([2, 17, 3, 19], [0, 3, 2, 1]),
            ([20, 3, 18], [2, 1, 0]),
            ([4, 3, 5, 6], [0, 2, 1, 3]),
            ([4, 5, 3], [0, 2, 1]),
            ([6, 1, 7], [1, 0, 2]),
            ([0, 3], [1, 0]),
            ([1, 1], [1, 0]),
            ([2, 3, 2, 3, 2, 3, 2, 3], [7, 5, 3, 1, 6, 4, 2, 0]),
            ([2, 2, 2, 2, 2, 2, 17, 19], [5, 3, 7, 1, 4, 6, 2, 0]),
        ];
        foreach ((Shape shape, int[] permutation) in cases)
        {
            GpuParity.BitEqual(
                GpuParity.Draw(dtype, [.. permutation.Select(axis => shape[axis])], seed: 2),
                (backend, x, y) => backend.Transpose(x[0], permutation, y),
                GpuParity.Draw(dtype, shape));
        }
    }

    [Test]
    [NoLeak]
    public void CopiesWindows([ValueSource(nameof(Sizes))] DType dtype)
    {
        using var scope = new TensorScope();
        Window(dtype, [10], [2], [1], [9], [4], [1], [5]);
        Window(dtype, [10], [9], [-1], [10], [0], [1], [10]);
        Window(dtype, [6, 8], [0, 2], [1, 1], [6, 4], [0, 0], [1, 1], [6, 4]);
        Window(dtype, [6, 8], [1, 0], [2, 1], [5, 16], [4, 8], [-1, 1], [3, 8]);
        Window(dtype, [6, 8], [5, 7], [-2, -3], [7, 7], [1, 1], [2, 1], [3, 3]);
        Window(dtype, [4, 5, 6, 7], [0, 0, 0, 0], [1, 1, 1, 1], [6, 7, 8, 9], [1, 1, 1, 1], [1, 1, 1, 1], [4, 5, 6, 7]);
        int[] ones = [1, 1, 1, 1, 1, 1, 1, 1];
        int[] twos = [2, 2, 2, 2, 2, 2, 2, 2];
        Window(dtype, [2, 3, 2, 3, 2, 3, 2, 3], [0, 1, 0, 1, 0, 1, 0, 1], ones, twos, new int[8], ones, twos);
        Window(dtype, [3, 3], [0, 0], [1, 1], [3, 3], [0, 0], [1, 1], [0, 3]);
        Window(dtype, [3, 3], [2, 1], [1, 1], [1, 4], [0, 2], [1, 1], [1, 1]);
    }

    [Test]
    [NoLeak]
    public void ViewsThatBeginAtOddElementsAreNotPaired()
    {
        using var scope = new TensorScope();
        GpuParity.BitEqual(
            GpuParity.Draw(DType.UInt8, [9, 16]),
            (backend, x, y) => backend.CopyWindow(
                x[0].View([8, 8], x[0].Offset + 1), [0, 0], [1, 1], y.View([8, 16], y.Offset + 2), [0, 4], [1, 1], [8, 8]),
            GpuParity.Draw(DType.UInt8, [9, 8], seed: 2));
    }

    private static void Window(
        DType dtype, Shape source, int[] sourceStart, int[] sourceStep, Shape target, int[] targetStart, int[] targetStep, int[] size)
    {
        GpuParity.BitEqual(
            GpuParity.Draw(dtype, target, seed: 2),
            (backend, x, y) => backend.CopyWindow(x[0], sourceStart, sourceStep, y, targetStart, targetStep, size),
            GpuParity.Draw(dtype, source));
    }
}
