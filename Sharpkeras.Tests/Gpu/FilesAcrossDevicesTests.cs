using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>What one device saved another one loads, and goes on from there.</summary>
public sealed class FilesAcrossDevicesTests
{
    /// <summary>Three steps by Adam divide by roots of small squares, in which devices differ by units in the last place.</summary>
    private const double Tolerance = 1e-5;

    private static IEnumerable<TestCaseData> Ways() =>
    [
        new TestCaseData(Device.Cpu, TestDevices.GpuPlace).SetArgDisplayNames("from the processor"),
        new TestCaseData(TestDevices.GpuPlace, Device.Cpu).SetArgDisplayNames("to the processor"),
    ];

    [TestCaseSource(nameof(Ways))]
    public void ATrainedModelGoesOnOnAnotherDevice(Device from, Device to)
    {
        TestDevices.NeedGpu();
        using var folder = new TemporaryFolder();
        string path = folder.File("model.h5");
        (byte[][] saved, float[] continued) = TestDevices.On(from, () =>
        {
            var (x, y) = SmallModels.Data(24, 3, 6);
            Sequential model = SmallModels.Compiled(SmallModels.Mlp());
            Steps(model, x, y);
            model.Save(path);
            byte[][] weights = SmallModels.WeightBytes(model);
            Steps(model, x, y);
            return (weights, model.Predict(x).ToArray<float>());
        });
        TestDevices.On(to, () =>
        {
            var (x, y) = SmallModels.Data(24, 3, 6);
            Model model = Model.Load(path);
            Assert.That(model.Weights.Select(weight => weight.Device), Is.All.EqualTo(to));
            Assert.That(SmallModels.WeightBytes(model), Is.EqualTo(saved), "weights");
            Steps(model, x, y);
            Assert.That(model.Optimizer.Iterations, Is.EqualTo(6));
            Assert.That(model.Predict(x).ToArray<float>(), Is.EqualTo(continued).Within(Tolerance), "predictions after more steps");
            return true;
        });
    }

    private static void Steps(Model model, Tensor x, Tensor y) =>
        model.Fit(x, y, batchSize: 8, shuffle: false, verbosity: Verbosity.Silent);
}
