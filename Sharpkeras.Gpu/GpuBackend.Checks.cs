using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Diagnostics;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Gpu;

/// <summary>Checks of values that lie on the device: a kernel looks, and what it found is read with the next values that are.</summary>
internal sealed partial class GpuBackend
{
    private const int ReportLength = 3;

    private readonly List<IndexRule> rules = [];
    private MemoryBuffer1D<int, Stride1D.Dense>? report;

    internal override void CheckIndices(Tensor indices, int low, int high, string operation, string what)
    {
        int length = Count(indices);
        if (length == 0)
        {
            return;
        }

        using Lock.Scope scope = Launch();
        if (report == null)
        {
            report = accelerator.Allocate1D<int>(ReportLength);
            report.MemSetToZero(accelerator.DefaultStream);
        }

        var rule = new IndexRule(low, high, operation, what);
        int place = rules.IndexOf(rule);
        if (place < 0)
        {
            place = rules.Count;
            rules.Add(rule);
        }

        Checks.Indices.On(this)(Flat(length), View<int>(indices), IsWide(indices), low, high, place + 1, report.View, length);
    }

    /// <summary>Reports what the checks since the last call found. The caller holds the lock, and has waited for the device.</summary>
    /// <exception cref="ArgumentException">An index was outside its range.</exception>
    private void ReadReport()
    {
        if (report == null || rules.Count == 0)
        {
            return;
        }

        Span<int> found = stackalloc int[ReportLength];
        report.View.BaseView.CopyToCPU(accelerator.DefaultStream, found);
        IndexRule rule = found[0] == 0 ? default : rules[found[0] - 1];
        rules.Clear();
        if (found[0] == 0)
        {
            return;
        }

        report.MemSetToZero(accelerator.DefaultStream);
        throw new ArgumentException(
            $"{rule.Operation} — every {rule.What} must lie in [{Text.Of(rule.Low)}, {Text.Of(rule.High - 1)}]. Received {Text.Of(found[1])} at place {Text.Of(found[2])}, which {Device} found in an operation before.");
    }

    private readonly record struct IndexRule(int Low, int High, string Operation, string What);

    private static class Checks
    {
        public static readonly GpuKernel<Action<KernelConfig, ArrayView<int>, int, int, int, int, ArrayView<int>, int>> Indices = new(
            static device => device.LoadStreamKernel<ArrayView<int>, int, int, int, int, ArrayView<int>, int>(CheckKernels.Indices));
    }
}
