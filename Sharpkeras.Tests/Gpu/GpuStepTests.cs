using Sharpkeras.Callbacks;
using Sharpkeras.Devices;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>What a warm step of the LeNet job asks of a GPU, as counters: performance that needs no clock.</summary>
[NonParallelizable]
internal sealed class GpuStepTests
{
    private const int BatchSize = 64;
    private const int Samples = 24 * BatchSize;
    private const int MostLaunches = 40;

    /// <summary>Images in float32 and their labels in int32, as they are when a batch is taken from them.</summary>
    private const long BytesOfBatch = BatchSize * ((32 * 32 * 4) + 4);

    private IDisposable use = null!;

    [SetUp]
    public void UseGpu() => use = Device.Use(TestDevices.NeedGpu());

    [TearDown]
    public void UseDefault() => use?.Dispose();

    [Test]
    public void WithDataOnTheDeviceNothingIsCopiedOrAwaited()
    {
        using var scope = new TensorScope();
        Step[] warm = Train(Ops.Ones([Samples, 32, 32, 1]), Labels());
        TestContext.Out.WriteLine(warm[0]);
        Assert.That(warm.Distinct().Count(), Is.EqualTo(1), "each step is like the other");
        Assert.That(warm[0].Launches, Is.LessThanOrEqualTo(MostLaunches), "launches");
        Assert.That(warm[0] with { Launches = 0 }, Is.EqualTo(default(Step)), "waits, new blocks, bytes copied");
    }

    /// <summary>The data are kept from the device by a limit of its memory, so that they come batch by batch.</summary>
    [Test]
    public void WithDataElsewhereOnlyTheBatchIsCopied()
    {
        using var scope = new TensorScope();
        var gpu = (Sharpkeras.Gpu.GpuBackend)BackendProvider.Get(Device.Default);
        Tensor images = Ops.Ones([Samples, 32, 32, 1]).To(Device.Cpu);
        Tensor labels = Labels().To(Device.Cpu);
        long limit = gpu.MemoryLimit;
        try
        {
            gpu.Trim();

            // what is resident may take half of what is free
            gpu.MemoryLimit = gpu.Stats.ReservedBytes + (images.Length * 4 * 19 / 10);
            Step[] warm = Train(images, labels);
            Assert.That(warm.Select(step => step.Launches).Max(), Is.LessThanOrEqualTo(MostLaunches), "launches");
            Assert.That(warm.Select(step => step.BytesToDevice), Is.All.EqualTo(BytesOfBatch));
            Assert.That(warm.Select(step => (step.PoolMisses, step.BytesToHost)), Is.All.EqualTo((0L, 0L)));

            // OpenCL waits at the end of a segment of page-locked memory, which holds sixteen batches
            Assert.That(warm.Sum(step => step.Waits), Is.LessThanOrEqualTo(Device.Default.Kind == DeviceKind.OpenCL ? 1 : 0));
        }
        finally
        {
            gpu.MemoryLimit = limit;
        }
    }

    private static Tensor Labels() => Tensor.FromSpan<byte>([.. Enumerable.Range(0, Samples).Select(i => (byte)(i % 10))], [Samples]);

    private static Step[] Train(Tensor images, Tensor labels)
    {
        Sequential model = SmallModels.LeNet();
        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        var watch = new Watch();
        model.Fit(images, labels, BatchSize, verbosity: Verbosity.Silent, callbacks: [watch]);
        return [.. watch.Steps.Skip(watch.Steps.Count / 2)];
    }

    private readonly record struct Step(long Launches, long Waits, long PoolMisses, long BytesToDevice, long BytesToHost)
    {
        public static Step operator -(Step left, Step right) => new(
            left.Launches - right.Launches,
            left.Waits - right.Waits,
            left.PoolMisses - right.PoolMisses,
            left.BytesToDevice - right.BytesToDevice,
            left.BytesToHost - right.BytesToHost);
    }

    /// <summary>Counts from the end of one step to the end of the next, the loop around included.</summary>
    private sealed class Watch : Callback
    {
        private readonly MemoryStats stats = MemoryStats.Of(Device.Default);
        private Step before;

        public List<Step> Steps { get; } = [];

        public override void OnTrainBatchEnd(int batch, StepResult result)
        {
            var now = new Step(stats.KernelLaunches, stats.Waits, stats.PoolMisses, stats.BytesToDevice, stats.BytesToHost);
            Steps.Add(now - before);
            before = now;
        }
    }
}
