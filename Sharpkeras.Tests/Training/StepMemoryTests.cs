using Sharpkeras.Callbacks;
using Sharpkeras.Cpu;
using Sharpkeras.Devices;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Tests.Training;

/// <summary>What a step of the LeNet job asks of memory, as counters: performance that needs no clock.</summary>
[NonParallelizable]
internal sealed class StepMemoryTests
{
    /// <summary>Else the collector would return in the middle of a measurement what other tests left behind.</summary>
    [SetUp]
    public void ReleaseWhatOtherTestsLeft()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            TensorGuard.Drain();
        }
    }

    [Test]
    public void AWarmStepNeedsNoNewBlocksAndLittleManagedMemory()
    {
        var watch = new StepWatch();
        Train(watch, samples: 64 * 40, batchSize: 64);
        StepWatch.Step[] warm = [.. watch.Steps.Skip(20)];
        Assert.That(warm.Max(step => step.PoolMisses), Is.Zero, "pool misses");
        Assert.That(warm.Select(step => step.Launches).Distinct().Count(), Is.EqualTo(1), "each step has the same kernels");
        TestContext.Out.WriteLine($"managed bytes a step: {warm.Max(step => step.ManagedBytes)}, kernels: {warm[0].Launches}, packed: {warm[0].PackedBytes}");
        Assert.That(warm[0].Launches, Is.EqualTo(Kernels(VectorBits.Value)), "kernels of a step");
        Assert.That(warm.Select(step => step.PackedBytes).Distinct().Count(), Is.EqualTo(1), "each step packs the same");
        Assert.That(warm[0].PackedBytes, Is.EqualTo(Packed(VectorBits.Value)), "bytes packed");
        Assert.That(warm.Max(step => step.ManagedBytes), Is.LessThanOrEqualTo(12 * 1024), "managed bytes");
    }

    [Test]
    public void AThousandStepsLeaveLiveBytesFlat()
    {
        var watch = new StepWatch();
        Train(watch, samples: 4 * 1000, batchSize: 4);
        Assert.That(watch.Steps, Has.Count.EqualTo(1000));
        Assert.That(watch.Steps[^1].LiveBytes, Is.EqualTo(watch.Steps[20].LiveBytes));
        Assert.That(watch.Steps[^1].LiveTensors, Is.EqualTo(watch.Steps[20].LiveTensors));
    }

    /// <summary>
    /// The images of both convolutions in lanes or in panels, of the gradient between them in panels; the kernels; the parts of dense factors that do
    /// not fill vectors.
    /// </summary>
    private static long Packed(int bits) => bits switch
    {
        512 => 1_490_944,
        256 => 1_194_688,
        128 => 1_181_536,
        _ => 255_480,
    };

    /// <summary>
    /// Where images lie in lanes a convolution is one kernel with its pooling, as are the gradients of both; and there, as where taps are the
    /// vectors, the gradients of kernel and bias are one.
    /// </summary>
    private static int Kernels(int bits) => bits switch
    {
        512 => 34,
        256 or 128 => 38,
        _ => 42,
    };

    private static void Train(Callback watch, int samples, int batchSize)
    {
        using var scope = new TensorScope();
        Sequential model = new(
            [
                new InputLayer([32, 32, 1]),
                new Conv2D(6, 5, activation: "relu"),
                new AveragePooling2D(2, padding: Padding.Same),
                new Conv2D(16, 5, activation: "relu"),
                new AveragePooling2D(2, padding: Padding.Same),
                new Flatten(),
                new Dense(120, activation: "relu"),
                new Dense(84, activation: "relu"),
                new Dense(10, activation: "softmax"),
            ]);
        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        Tensor labels = Tensor.FromSpan<byte>([.. Enumerable.Range(0, samples).Select(i => (byte)(i % 10))], [samples]);
        model.Fit(Ops.Ones([samples, 32, 32, 1]), labels, batchSize, verbosity: Verbosity.Silent, callbacks: [watch]);
    }

    /// <summary>Counts from the end of one step to the end of the next, the loop around included.</summary>
    private sealed class StepWatch : Callback
    {
        private readonly MemoryStats stats = MemoryStats.Of(Device.Cpu);
        private long managed;
        private long misses;
        private long launches;
        private long packed;

        public List<Step> Steps { get; } = new(2000);

        public override void OnTrainBatchEnd(int batch, StepResult result)
        {
            Steps.Add(new Step(
                GC.GetAllocatedBytesForCurrentThread() - managed,
                stats.PoolMisses - misses,
                stats.KernelLaunches - launches,
                PackedBytes.Count - packed,
                stats.LiveBytes,
                MemoryStats.LiveTensors));
            misses = stats.PoolMisses;
            launches = stats.KernelLaunches;
            packed = PackedBytes.Count;
            managed = GC.GetAllocatedBytesForCurrentThread();
        }

        public readonly record struct Step(long ManagedBytes, long PoolMisses, long Launches, long PackedBytes, long LiveBytes, long LiveTensors);
    }
}
