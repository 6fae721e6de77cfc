using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Finding devices, and moving between them.</summary>
[NonParallelizable]
internal sealed class GpuDeviceTests
{
    [Test]
    public void TheListNamesEachKindInOneLine()
    {
        IReadOnlyList<DeviceInfo> all = Device.All;
        Assert.That(all.Select(info => info.Device.Kind).Distinct(), Is.EqualTo(new[] { DeviceKind.Cpu, DeviceKind.Cuda, DeviceKind.OpenCL }));
        foreach (DeviceInfo info in all)
        {
            TestContext.Out.WriteLine(info);
            Assert.That(info.ToString(), Does.StartWith($"{info.Device}: ").And.Not.Contain("\n"));
            Assert.That(info.IsAvailable ? info.MemoryBytes > 0 && info.Driver.Length > 0 : info.Missing!.Length > 20, Is.True, info.ToString());
        }
    }

    [Test]
    public void AutoTakesNoDriverOnTheProcessor()
    {
        Device found = BackendProvider.Resolve("auto");
        DeviceInfo info = Device.All.Single(item => item.Device == found);
        Assert.That(found.Kind == DeviceKind.Cpu || !info.IsProcessor, Is.True, info.ToString());
    }

    [TestCase("cuda:77")]
    [TestCase("opencl:77")]
    public void ADeviceThatIsNotThereIsRefused(string name)
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => Tensor.FromSpan<float>([1], [1]).To(Device.Parse(name)))!;
        Assert.That(error.Message, Does.StartWith($"device — there is no {name}. "));
        Assert.That(error.Message, Does.Contain("choose one of these").Or.Contain("Device.Cpu is always there"));
    }

    [Test]
    public void TensorsOfTwoDevicesDoNotMix()
    {
        using var scope = new TensorScope();
        Tensor there = Tensor.FromSpan<float>([1, 2], [2]).To(TestDevices.NeedGpu());
        DeviceMismatchException error = Assert.Throws<DeviceMismatchException>(() => _ = there + Tensor.FromSpan<float>([1, 2], [2]))!;
        Assert.That(error.Message, Does.Contain(there.Device.ToString()).And.Contain("cpu").And.Contain(".To("));
    }

    [Test]
    public void AThreadMayChooseADeviceForAWhile()
    {
        Device gpu = TestDevices.NeedGpu();
        Device before = Device.Default;
        using (Device.Use(gpu))
        {
            Assert.That(Device.Default, Is.EqualTo(gpu));
            Assert.That(Ops.Zeros([2]).Device, Is.EqualTo(gpu));
            Task.Run(() => Assert.That(Device.Default, Is.EqualTo(before))).Wait();
            using (Device.Use(Device.Cpu))
            {
                Assert.That(Device.Default, Is.EqualTo(Device.Cpu));
            }

            Assert.That(Device.Default, Is.EqualTo(gpu));
        }

        Assert.That(Device.Default, Is.EqualTo(before));
    }

    /// <summary>A model moves in the middle of its training, with the optimizer's and the metrics' state, and learns as if it had stayed.</summary>
    [Test]
    public void AModelMovesWithItsState()
    {
        using var scope = new TensorScope();
        Device gpu = TestDevices.NeedGpu();
        Tensor x = Tensor.FromSpan<float>([.. Enumerable.Range(0, 64).Select(i => MathF.Sin(i))], [16, 4]);
        Tensor y = Tensor.FromSpan<float>([.. Enumerable.Range(0, 16).Select(i => MathF.Cos(i))], [16, 1]);
        double[] stayed = Losses(x, y, model => { });
        double[] moved = Losses(x, y, model =>
        {
            model.To(gpu);
            Assert.That(model.Weights.Select(weight => weight.Device), Is.All.EqualTo(gpu));
        });

        // float32 sums in another order: a few units of the last place, grown by ten steps
        Assert.That(moved, Is.EqualTo(stayed).Within(1e-5));
    }

    [Test]
    public void AModelThatIsNotBuiltMakesItsWeightsWhereItWasMoved()
    {
        using var scope = new TensorScope();
        Device gpu = TestDevices.NeedGpu();
        var model = new Sequential([new Dense(3)]);
        model.To(gpu);
        Tensor output = model.Predict(Ops.Ones([2, 5]).To(Device.Cpu));
        Assert.That((model.Weights[0].Device, output.Device), Is.EqualTo((gpu, gpu)));
        Assert.That(output.Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void AFileLoadsOnAnyDevice()
    {
        using var scope = new TensorScope();
        using var folder = new TemporaryFolder();
        var model = new Sequential([new InputLayer([5]), new Dense(4, activation: "tanh"), new Dense(2)]);
        string path = Path.Combine(folder.Path, "model.h5");
        model.Save(path);
        Tensor x = Ops.Ones([3, 5]);
        float[,] wanted = (float[,])model.Predict(x).ToArray();
        using (Device.Use(TestDevices.NeedGpu()))
        {
            Model again = Model.Load(path);
            Assert.That(again.Weights[0].Device, Is.EqualTo(Device.Default));
            Assert.That(again.Predict(x).ToArray(), Is.EqualTo(wanted).Within(1e-6));
            again.Save(path);
        }

        Assert.That(Model.Load(path).Predict(x).ToArray(), Is.EqualTo(wanted).Within(1e-6));
    }

    [Test]
    public void SeveralThreadsMayPredictAtOnce()
    {
        using var scope = new TensorScope();
        Device gpu = TestDevices.NeedGpu();
        var model = new Sequential([new InputLayer([8]), new Dense(16, activation: "relu"), new Dense(3)]);
        model.To(gpu);
        Tensor x = Tensor.FromSpan<float>([.. Enumerable.Range(0, 80).Select(i => i / 40f)], [10, 8]);
        Array wanted = model.Predict(x).ToArray();
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using var own = new TensorScope();
            Assert.That(model.Predict(x).ToArray(), Is.EqualTo(wanted));
        });
    }

    private static double[] Losses(Tensor x, Tensor y, Action<Model> inTheMiddle)
    {
        Keras.SetRandomSeed(5);
        var model = new Sequential([new InputLayer([4]), new Dense(8, activation: "tanh"), new Dense(1)]);
        model.Compile(new Adam(0.05), loss: "mse", metrics: ["mae"]);
        History first = model.Fit(x, y, batchSize: 8, epochs: 5, shuffle: false, verbosity: Verbosity.Silent);
        inTheMiddle(model);
        History second = model.Fit(x, y, batchSize: 8, epochs: 5, shuffle: false, verbosity: Verbosity.Silent);
        return [.. first["loss"], .. second["loss"], .. second["mae"]];
    }
}
