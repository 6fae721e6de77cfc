using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Gradients of the normalization layers for input and weights, in training and in use, in float64.</summary>
[OnDevices]
public sealed class NormalizationGradientTests
{
    private static readonly (string Name, Func<Layer> Make, Shape Input)[] Layers =
    [
        ("batch", () => new BatchNormalization(dtype: DType.Float64), [7, 5]),
        ("batch, one sample", () => new BatchNormalization(dtype: DType.Float64), [1, 5]),
        ("batch, no sample", () => new BatchNormalization(dtype: DType.Float64), [0, 5]),
        ("batch, images", () => new BatchNormalization(epsilon: 1e-2, dtype: DType.Float64), [2, 3, 5, 2]),
        ("batch, channels first", () => new BatchNormalization(axis: 1, dtype: DType.Float64), [2, 3, 5, 2]),
        ("batch, no beta", () => new BatchNormalization(center: false, dtype: DType.Float64), [11, 3]),
        ("batch, no gamma", () => new BatchNormalization(scale: false, dtype: DType.Float64), [11, 3]),
        ("batch, neither", () => new BatchNormalization(scale: false, center: false, dtype: DType.Float64), [11, 3]),
        ("layer", () => new LayerNormalization(dtype: DType.Float64), [3, 7]),
        ("layer, no sample", () => new LayerNormalization(dtype: DType.Float64), [0, 7]),
        ("layer, one value", () => new LayerNormalization(dtype: DType.Float64), [3, 1]),
        ("layer, axes", () => new LayerNormalization(axis: [1, 3], dtype: DType.Float64), [2, 3, 2, 5]),
        ("layer, middle", () => new LayerNormalization(axis: 1, center: false, dtype: DType.Float64), [2, 5, 3]),
        ("layer, rms scaling", () => new LayerNormalization(axis: [1, 2], rmsScaling: true, dtype: DType.Float64), [2, 5, 3]),
        ("group", () => new GroupNormalization(2, dtype: DType.Float64), [2, 3, 6]),
        ("group, images", () => new GroupNormalization(3, dtype: DType.Float64), [2, 2, 3, 6]),
        ("group, channels first", () => new GroupNormalization(2, axis: 1, dtype: DType.Float64), [2, 4, 3]),
        ("group, middle", () => new GroupNormalization(2, axis: 2, scale: false, dtype: DType.Float64), [2, 3, 4, 2]),
        ("group, rows", () => new GroupNormalization(1, dtype: DType.Float64), [3, 5]),
        ("group, instances", () => new GroupNormalization(-1, dtype: DType.Float64), [2, 3, 2, 3]),
        ("group, no sample", () => new GroupNormalization(2, dtype: DType.Float64), [0, 3, 4]),
        ("rms", () => new RMSNormalization(dtype: DType.Float64), [3, 7]),
        ("rms, axes", () => new RMSNormalization(axis: [1, 2], dtype: DType.Float64), [2, 3, 5]),
        ("rms, middle", () => new RMSNormalization(axis: 1, dtype: DType.Float64), [2, 3, 3]),
        ("unit", () => new UnitNormalization(dtype: DType.Float64), [3, 7]),
        ("unit, axes", () => new UnitNormalization(axis: [1, 2], dtype: DType.Float64), [2, 3, 5]),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from layer in Layers
        from training in (bool[])[false, true]
        select new TestCaseData(layer.Make, layer.Input, training).SetArgDisplayNames(layer.Name, training ? "training" : "use");

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void AgreeWithDifferences(object make, object shape, bool training) =>
        LayerGradients.Check((Func<Layer>)make, (Shape)shape, training);

    private static IEnumerable<TestCaseData> Shapes() =>
        Layers.Select(layer => new TestCaseData(layer.Make, layer.Input).SetArgDisplayNames(layer.Name));

    [TestCaseSource(nameof(Shapes))]
    public void ShapesOfSymbolicCalls(object make, object shape)
    {
        Layer layer = ((Func<Layer>)make)();
        Shape input = ((Shape)shape).With(0, -1);
        Assert.That(Symbolic.Infer(layer, input, DType.Float64), Is.EqualTo((input, DType.Float64)));
    }
}
