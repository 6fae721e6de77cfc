using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers.Reshaping;

/// <summary>Layers that add or crop borders, and those that make images larger.</summary>
[OnDevices]
public sealed class BorderTests
{
    private const DType F64 = DType.Float64;
    private const DataFormat First = DataFormat.ChannelsFirst;

    private static IEnumerable<TestCaseData> Layers() =>
    [
        Case(new ZeroPadding1D((0, 2), dtype: F64), [2, 3, 2]),
        Case(new ZeroPadding1D(1, First, dtype: F64), [2, 3, 2]),
        Case(new ZeroPadding2D(((1, 0), (2, 1)), First, dtype: F64), [1, 2, 3, 2]),
        Case(new ZeroPadding3D((1, 0, 2), dtype: F64), [1, 2, 1, 2, 2]),
        Case(new ZeroPadding3D(((0, 1), (1, 0), (0, 0)), First, dtype: F64), [1, 2, 1, 2, 2]),
        Case(new Cropping1D((1, 2), dtype: F64), [2, 5, 3]),
        Case(new Cropping2D(((1, 0), (0, 2)), dtype: F64), [2, 3, 4, 2]),
        Case(new Cropping2D(1, First, dtype: F64), [2, 2, 3, 4]),
        Case(new Cropping3D(dtype: F64), [1, 3, 3, 4, 2]),
        Case(new Cropping3D(((0, 1), (1, 0), (0, 0)), First, dtype: F64), [1, 2, 2, 3, 2]),
        Case(new UpSampling1D(3, dtype: F64), [2, 3, 2]),
        Case(new UpSampling2D((2, 3), dtype: F64), [2, 3, 2, 2]),
        Case(new UpSampling2D(2, First, Interpolation.Bilinear, dtype: F64), [2, 2, 3, 1]),
        Case(new UpSampling2D((3, 1), interpolation: Interpolation.Bicubic, dtype: F64), [1, 4, 3, 2]),
        Case(new UpSampling2D((1, 2), interpolation: Interpolation.Lanczos3, dtype: F64), [1, 2, 5, 2]),
        Case(new UpSampling2D(2, interpolation: Interpolation.Lanczos5, dtype: F64), [1, 3, 2, 1]),
        Case(new UpSampling3D((1, 2, 3), dtype: F64), [1, 2, 3, 2, 2]),
        Case(new UpSampling3D(2, First, dtype: F64), [1, 2, 1, 2, 3]),
    ];

    [TestCaseSource(nameof(Layers))]
    public void GradientsConfigAndShape(object value, object shape)
    {
        var layer = (Layer)value;
        Tensor x = LayerCheck.Numbers((Shape)shape);
        LayerCheck.Gradients(layer, x);
        LayerCheck.RoundTrip(layer);
        LayerCheck.Shapes(layer, x);
    }

    [Test]
    public void CroppingTakesAwayWhatPaddingAdded()
    {
        Tensor x = Ops.Arange(24, DType.Float32).Reshape([1, 2, 3, 2, 2]);
        Padding3D border = ((1, 2), (0, 1), (3, 0));
        Assert.That(new Cropping3D(border).Call(new ZeroPadding3D(border).Call(x)).ToArray<float>(), Is.EqualTo(x.ToArray<float>()));
        Tensor images = x.Reshape([1, 4, 3, 2]);
        Padding2D sides = ((1, 2), (0, 1));
        Assert.That(new Cropping2D(sides).Call(new ZeroPadding2D(sides).Call(images)).ToArray<float>(), Is.EqualTo(x.ToArray<float>()));
        Tensor steps = x.Reshape([2, 4, 3]);
        Assert.That(new Cropping1D((2, 0)).Call(new ZeroPadding1D((2, 0)).Call(steps)).ToArray<float>(), Is.EqualTo(x.ToArray<float>()));
    }

    [Test]
    public void EntriesAreRepeatedInPlace()
    {
        Tensor x = new float[,] { { 1, 2 }, { 3, 4 } };
        Assert.That(new UpSampling1D(2).Call(x.Reshape([1, 2, 2])).ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 1, 2, 3, 4, 3, 4 }));
        Assert.That(new UpSampling2D((1, 2)).Call(x.Reshape([1, 2, 2, 1])).ToArray<float>(), Is.EqualTo(new float[] { 1, 1, 2, 2, 3, 3, 4, 4 }));
        Assert.That(
            new UpSampling3D((1, 2, 1)).Call(x.Reshape([1, 1, 2, 2, 1])).ToArray<float>(), Is.EqualTo(new float[] { 1, 2, 1, 2, 3, 4, 3, 4 }));
        Assert.That(new UpSampling2D(2, interpolation: Interpolation.Bilinear).Call(Tensor.FromSpan<float>([0, 4], [1, 1, 2, 1])).ToArray<float>(),
            Is.EqualTo(new float[] { 0, 1, 3, 4, 0, 1, 3, 4 }));
    }

    [Test]
    public void NamesOfInterpolationsAreKerass()
    {
        foreach (string name in (string[])["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"])
        {
            var layer = new UpSampling2D(interpolation: (Interpolation)ConfigJson.Read(typeof(Interpolation), name)!);
            Assert.That(layer.GetConfig()["interpolation"]!.ToString(), Is.EqualTo(name));
        }

        var config = new UpSampling2D().GetConfig();
        config["interpolation"] = "area";
        Assert.That(
            () => Config.Create(typeof(UpSampling2D), config),
            Throws.ArgumentException.With.Message.Contains("area").And.Message.Contains("bilinear").And.Message.Contains("lanczos5"));
    }

    [Test]
    public void ConfigsTakeOneNumberForAllSides()
    {
        var config = new ZeroPadding3D(2).GetConfig();
        string full = config["padding"]!.ToJsonString();
        Assert.That(full, Is.EqualTo("[[2,2],[2,2],[2,2]]"));
        config["padding"] = 2;
        Assert.That(((ZeroPadding3D)Config.Create(typeof(ZeroPadding3D), config)).GetConfig()["padding"]!.ToJsonString(), Is.EqualTo(full));
        config["padding"] = System.Text.Json.Nodes.JsonNode.Parse("[1, 2]");
        Assert.That(() => Config.Create(typeof(ZeroPadding3D), config), Throws.ArgumentException.With.Message.Contains("padding").And.Message.Contains("[1,2]"));
    }

    [Test]
    public void ArgumentsOutsideTheirRange()
    {
        Refused<ArgumentOutOfRangeException>(() => new ZeroPadding1D(-1), "padding", "(-1, -1)");
        Refused<ArgumentOutOfRangeException>(() => new ZeroPadding2D((1, -1)), "padding", "((1, 1), (-1, -1))");
        Refused<ArgumentOutOfRangeException>(() => new ZeroPadding3D(((0, 0), (0, -2), (0, 0))), "padding", "(0, -2)");
        Refused<ArgumentOutOfRangeException>(() => new Cropping1D((0, -1)), "cropping", "(0, -1)");
        Refused<ArgumentOutOfRangeException>(() => new Cropping2D(new Padding2D(0, -1, 0, 0)), "cropping", "-1");
        Refused<ArgumentOutOfRangeException>(() => new Cropping3D(-3), "cropping", "-3");
        Refused<ArgumentOutOfRangeException>(() => new UpSampling1D(0), "size", "0");
        Refused<ArgumentOutOfRangeException>(() => new UpSampling2D((2, 0)), "size", "(2, 0)");
        Refused<ArgumentOutOfRangeException>(() => new UpSampling3D((2, 2, -1)), "size", "(2, 2, -1)");
    }

    [Test]
    public void CroppingThatLeavesNothing()
    {
        Refused<ShapeException>(() => new Cropping1D((2, 2), name: "cut").Call(Ops.Zeros([1, 4, 1])), "cut", "(2, 2)", "[?, 4, 1]", "4");
        Refused<ShapeException>(() => new Cropping2D(2, name: "cut").Call(Ops.Zeros([1, 9, 3, 1])), "cut", "axis 2", "3");
        Refused<ShapeException>(() => new Cropping3D(1, name: "cut").Build([-1, 4, 2, 4, 1]), "cut", "axis 2", "2");
        Refused<ShapeException>(() => new Cropping1D(1, name: "cut").Call(Ops.Zeros([4, 1])), "cut", "rank 3");
    }

    private static TestCaseData Case(Layer layer, Shape shape) =>
        new TestCaseData(layer, shape).SetArgDisplayNames(layer.GetType().Name, shape.ToString());

    private static void Refused<TException>(Action action, params string[] words)
        where TException : Exception
    {
        var error = Assert.Catch<TException>(() => action());
        foreach (string word in words)
        {
            Assert.That(error!.Message, Does.Contain(word));
        }
    }
}
