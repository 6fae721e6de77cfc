using Sharpkeras.Devices;
using Sharpkeras.Gpu;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Copies to a GPU and back, and what happens when its memory is used up.</summary>
[NonParallelizable]
internal sealed class GpuMemoryTests
{
    private Device device = null!;
    private GpuBackend gpu = null!;

    [SetUp]
    public void Open()
    {
        device = TestDevices.NeedGpu();
        gpu = (GpuBackend)BackendProvider.Get(device);
    }

    /// <summary>More than the page-locked ring holds, so that its segments are written again while the device may still read.</summary>
    [Test]
    public void UploadsArriveWhole()
    {
        const int Length = 300_001;
        using var scope = new TensorScope();
        var tensors = new List<Tensor>();
        for (int i = 0; i < 40; i++)
        {
            int first = i;
            int[] numbers = [.. Enumerable.Range(0, Length).Select(j => (first * 7919) + j)];
            tensors.Add(Tensor.FromSpan<int>(numbers, [Length]).To(device));
        }

        for (int i = 0; i < tensors.Count; i++)
        {
            int[] got = tensors[i].ToArray<int>();
            Assert.That((got[0], got[^1], got[Length / 2]), Is.EqualTo((i * 7919, (i * 7919) + Length - 1, (i * 7919) + (Length / 2))));
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4 << 20)]
    [TestCase((64 << 20) + 3, Description = "larger than what goes through page-locked memory")]
    public void EverySizeComesBack(int length)
    {
        using var scope = new TensorScope();
        byte[] bytes = new byte[length];
        new Random(3).NextBytes(bytes);
        Assert.That(Tensor.FromSpan<byte>(bytes, [length]).To(device).ToArray<byte>().AsSpan().SequenceEqual(bytes), Is.True);
    }

    [Test]
    public void CopiesAndWaitsAreCounted()
    {
        using var scope = new TensorScope();
        if (device.Kind == DeviceKind.OpenCL)
        {
            // begins a new segment of page-locked memory, at whose end OpenCL waits
            Tensor.FromSpan<byte>(new byte[4 << 20], [4 << 20]).To(device);
            Tensor.FromSpan<byte>(new byte[8], [8]).To(device);
        }

        (long up, long down, long waits) = (gpu.Stats.BytesToDevice, gpu.Stats.BytesToHost, gpu.Stats.Waits);
        Tensor x = Tensor.FromSpan<float>(new float[1000], [1000]).To(device);
        Assert.That((gpu.Stats.BytesToDevice - up, gpu.Stats.Waits - waits), Is.EqualTo((4000L, 0L)), "an upload does not wait");
        _ = x.ToArray<float>();
        Assert.That((gpu.Stats.BytesToHost - down, gpu.Stats.Waits - waits), Is.EqualTo((4000L, 1L)));
    }

    [Test]
    public void WhatIsTooLargeIsRefusedWithTheNumbersAndNothingIsLost()
    {
        using var scope = new TensorScope();
        Tensor kept = Tensor.FromSpan<float>([1, 2, 3], [3]).To(device);
        long limit = gpu.MemoryLimit;
        try
        {
            gpu.Trim();
            gpu.MemoryLimit = gpu.Stats.ReservedBytes + (1 << 20);
            OutOfMemoryException error = Assert.Throws<OutOfMemoryException>(() => gpu.Rent([8 << 20], DType.Float32))!;
            Assert.That(error.Message, Does.StartWith("memory — the device is out of memory. Received a request for 33,554,432 bytes while"));
            Assert.That(error.Message, Does.Contain("are in use").And.Contain("Use a smaller batch"));
        }
        finally
        {
            gpu.MemoryLimit = limit;
        }

        Assert.That((kept * 2).ToArray<float>(), Is.EqualTo(new[] { 2f, 4f, 6f }));
        Assert.That(gpu.Rent([8 << 20], DType.Float32).Length, Is.EqualTo(8 << 20));
    }

    /// <summary>Blocks that nobody uses are given back before a request fails.</summary>
    [Test]
    public void UnusedBlocksMakeRoom()
    {
        using var scope = new TensorScope();
        long limit = gpu.MemoryLimit;
        try
        {
            using (new TensorScope())
            {
                gpu.Rent([4 << 20], DType.Float32);
            }

            gpu.MemoryLimit = gpu.Stats.ReservedBytes;
            Assert.That(gpu.Rent([3 << 20], DType.Float32).Length, Is.EqualTo(3 << 20));
        }
        finally
        {
            gpu.MemoryLimit = limit;
        }
    }

    /// <summary>The collector finds tensors that no scope owns, and their memory serves again.</summary>
    [Test]
    public void ForgottenTensorsGiveTheirMemoryBack()
    {
        NoLeakAttribute.Live();
        long before = gpu.Stats.LiveBytes;
        for (int i = 0; i < 100; i++)
        {
            Forget(i);
        }

        NoLeakAttribute.Live();
        Assert.That(gpu.Stats.LiveBytes, Is.EqualTo(before));
        using var scope = new TensorScope();
        Assert.That(Tensor.FromSpan<float>([5], [1]).To(device).Item<float>(), Is.EqualTo(5));
    }

    private void Forget(int i)
    {
        Tensor x = Tensor.FromSpan<float>([i, 1], [2]).To(device);
        Assert.That((x + x).ToArray<float>(), Is.EqualTo(new[] { 2f * i, 2 }));
    }
}
