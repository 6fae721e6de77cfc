using Sharpkeras.Devices;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/gpu.md</c>, on the processor where there is no GPU.</summary>
[TestFixture]
[NonParallelizable]
public sealed class GpuProgramTests
{
    [Test]
    public void Devices_are_listed()
    {
        foreach (DeviceInfo info in Device.All)
        {
            Console.WriteLine(info);
        }

        Assert.That(Device.All, Is.Not.Empty);
    }

    [Test]
    public void A_device_is_chosen_for_a_while()
    {
        string name = (TestDevices.Gpu ?? Device.Cpu).ToString();
        using var scope = new TensorScope();
        Tensor y;
        Device gpu = Device.Parse(name);
        using (Device.Use(gpu))
        {
            Tensor x = Ops.Ones([2, 3]);
            y = Ops.Sum(x * 2);
        }

        Assert.That((y.Device, y.Item<float>()), Is.EqualTo((gpu, 12f)));
    }

    [Test]
    public void A_model_moves_there_and_back()
    {
        Device gpu = TestDevices.Gpu ?? Device.Cpu;
        using var scope = new TensorScope();
        Tensor x = Ops.Ones([8, 3]).To(Device.Cpu);
        Tensor y = Ops.Ones([8, 1]).To(Device.Cpu);
        var model = new Sequential([new InputLayer([3]), new Dense(1)]);
        model.Compile(new SGD(0.01), loss: "mse");
        model.To(gpu);
        model.Fit(x, y, epochs: 2, verbosity: Verbosity.Silent);
        float[] there = model.Predict(x).ToArray<float>();
        model.To(Device.Cpu);
        float[] here = model.Predict(x).ToArray<float>();
        Assert.That(there, Is.EqualTo(here).Within(1e-5f));
    }

    [Test]
    public void Work_is_counted()
    {
        Device gpu = TestDevices.Gpu ?? Device.Cpu;
        using var scope = new TensorScope();
        using IDisposable there = Device.Use(gpu);
        Tensor x = Ops.Ones([64, 3]);
        Tensor y = Ops.Ones([64, 1]);
        var model = new Sequential([new InputLayer([3]), new Dense(1)]);
        model.Compile(new SGD(0.01), loss: "mse");
        MemoryStats stats = MemoryStats.Of(gpu);
        long launches = stats.KernelLaunches, waits = stats.Waits;
        model.Fit(x, y, batchSize: 8, verbosity: Verbosity.Silent);
        Console.WriteLine($"{stats.KernelLaunches - launches} launches, {stats.Waits - waits} waits");
        Assert.That(stats.KernelLaunches, Is.GreaterThan(launches));
    }
}
