namespace Sharpkeras.Examples.GpuBenchmark.Measuring;

/// <summary>Work that comes in several sizes.</summary>
/// <param name="Sizes">Ascending.</param>
/// <param name="Amount">What a call of a size does: operations, or bytes that must be moved.</param>
/// <param name="Memory">The bytes that a size needs on the device.</param>
/// <param name="Prepare">Makes the tensors of a size, and a call that only starts kernels.</param>
internal sealed record Workload(IReadOnlyList<int> Sizes, Func<int, double> Amount, Func<int, long> Memory, Func<int, Action> Prepare);
