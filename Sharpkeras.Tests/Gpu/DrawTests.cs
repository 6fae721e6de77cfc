using Sharpkeras.Initializers;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Random numbers by a seed are the same on all devices: uniform ones and masks to the bit, normal ones as far as functions agree.</summary>
public sealed class DrawTests
{
    /// <summary>Normal numbers are made of logarithms and cosines, which devices compute to a few units in the last place.</summary>
    private const double OfFunctions = 1e-6;

    /// <summary>Making columns orthogonal amplifies that by the matrix's condition, about 3 for 24 × 7.</summary>
    private const double OfProducts = 1e-5;

    private static IEnumerable<TestCaseData> Initializers() =>
    [
        Case(() => new RandomUniform(-0.3, 0.7, seed: 5), 0),
        Case(() => new GlorotUniform(seed: 5), 0),
        Case(() => new HeUniform(seed: 5), 0),
        Case(() => new LecunUniform(seed: 5), 0),
        Case(() => new GlorotNormal(seed: 5), 0),
        Case(() => new TruncatedNormal(0.1, 0.5, seed: 5), 0),
        Case(() => new RandomNormal(0.1, 0.5, seed: 5), OfFunctions),
        Case(() => new Orthogonal(seed: 5), OfProducts),
    ];

    private static IEnumerable<TestCaseData> Layers() =>
    [
        new TestCaseData((Func<Layer>)(() => new Dropout(0.4, seed: 3)), 0.0).SetArgDisplayNames("dropout"),
        new TestCaseData((Func<Layer>)(() => new Dropout(0.4, noiseShape: [-1, 1], seed: 3)), 0.0).SetArgDisplayNames("dropout of rows"),
        new TestCaseData((Func<Layer>)(() => new GaussianNoise(0.5, seed: 3)), OfFunctions).SetArgDisplayNames("gaussian noise"),
        new TestCaseData((Func<Layer>)(() => new GaussianDropout(0.5, seed: 3)), OfFunctions).SetArgDisplayNames("gaussian dropout"),
    ];

    [TestCaseSource(nameof(Initializers))]
    [NoLeak]
    public void InitializersDrawTheSame(Func<Initializer> make, double tolerance)
    {
        TestDevices.NeedGpu();
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            double[][] draws = [.. TestDevices.All.Select(device => On(device, () => make().Call([24, 7], dtype)))];
            Assert.That(draws[1], Is.EqualTo(draws[0]).Within(tolerance), dtype.KerasName());
        }
    }

    /// <summary>Several calls: the streams go on alike.</summary>
    [TestCaseSource(nameof(Layers))]
    [NoLeak]
    public void LayersDrawTheSame(Func<Layer> make, double tolerance)
    {
        TestDevices.NeedGpu();
        double[][] draws = [.. TestDevices.All.Select(device => On(device, () =>
        {
            Layer layer = make();
            layer.Call(Ops.Ones([3, 7]), training: true);
            return layer.Call(Ops.Ones([31, 37]), training: true);
        }))];
        Assert.That(draws[1], Is.EqualTo(draws[0]).Within(tolerance));
    }

    /// <summary>The values of a tensor that is made with this device as the default.</summary>
    private static double[] On(Device device, Func<Tensor> make)
    {
        using var scope = new TensorScope();
        return TestDevices.On(device, () =>
        {
            Tensor made = make();
            Assert.That(made.Device, Is.EqualTo(device));
            return Nd.From(made).Data;
        });
    }

    private static TestCaseData Case(Func<Initializer> make, double tolerance) =>
        new TestCaseData(make, tolerance).SetArgDisplayNames(make().GetType().Name);
}
