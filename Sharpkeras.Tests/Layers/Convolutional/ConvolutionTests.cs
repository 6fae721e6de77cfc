using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers.Convolutional;

/// <summary>Convolutions of sequences and images: gradients, configs, shapes, and channels first.</summary>
[OnDevices]
public sealed class ConvolutionTests
{
    private const DType F64 = DType.Float64;
    private const DataFormat First = DataFormat.ChannelsFirst;

    private static IEnumerable<TestCaseData> Layers() =>
    [
        Case(new Conv2D(4, (3, 2), strides: (1, 2), padding: Padding.Same, groups: 2, activation: "tanh", dtype: F64), [2, 5, 4, 2]),
        Case(new Conv2D(2, 2, dataFormat: First, dilationRate: 2, activation: "softmax", dtype: F64), [1, 3, 4, 5]),
        Case(new Conv1D(3, 3, strides: 2, padding: Padding.Causal, activation: "sigmoid", dtype: F64), [2, 7, 2]),
        Case(new Conv1D(4, 2, padding: Padding.Causal, dataFormat: First, dilationRate: 3, groups: 2, dtype: F64), [2, 4, 5]),
        Case(new Conv1D(2, 1, useBias: false, dtype: F64), [3, 1, 1]),
        Case(new DepthwiseConv2D((2, 3), strides: 2, padding: Padding.Same, depthMultiplier: 2, activation: "tanh", dtype: F64), [2, 5, 4, 3]),
        Case(new DepthwiseConv2D(2, dataFormat: First, dilationRate: (1, 2), activation: "gelu", dtype: F64), [1, 3, 4, 5]),
        Case(new DepthwiseConv2D(2, strides: 2, dilationRate: 2, useBias: false, dtype: F64), [1, 5, 6, 2]),
        Case(new DepthwiseConv1D(3, depthMultiplier: 3, padding: Padding.Same, dtype: F64), [2, 5, 2]),
        Case(new SeparableConv2D(4, 3, strides: 2, padding: Padding.Same, depthMultiplier: 2, activation: "tanh", dtype: F64), [2, 5, 4, 3]),
        Case(new SeparableConv2D(2, 2, dataFormat: First, dilationRate: 2, dtype: F64), [1, 3, 4, 5]),
        Case(new SeparableConv1D(3, 2, strides: 2, dataFormat: First, dtype: F64), [2, 2, 5]),
        Case(new Conv2DTranspose(3, (3, 2), strides: 2, padding: Padding.Same, activation: "tanh", dtype: F64), [2, 3, 2, 2]),
        Case(new Conv2DTranspose(2, 3, strides: (2, 3), outputPadding: (1, 2), dataFormat: First, dtype: F64), [1, 3, 2, 2]),
        Case(new Conv2DTranspose(2, 2, dilationRate: 2, useBias: false, dtype: F64), [1, 2, 3, 2]),
        Case(new Conv1DTranspose(3, 3, strides: 2, padding: Padding.Same, outputPadding: 0, dtype: F64), [2, 3, 2]),
        Case(new Conv1DTranspose(2, 4, strides: 3, dataFormat: First, activation: "softmax", dtype: F64), [2, 2, 3]),
        Case(new MaxPooling1D(3, strides: 2, padding: Padding.Same, dtype: F64), [2, 7, 3]),
        Case(new AveragePooling1D(2, dataFormat: First, dtype: F64), [2, 3, 7]),
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
    public void ChannelsFirstIsTheSameWithTheAxesMoved()
    {
        Same(format => new Conv1D(4, 3, padding: Padding.Causal, dataFormat: format), [2, 7, 3]);
        Same(format => new DepthwiseConv1D(3, depthMultiplier: 2, dataFormat: format), [2, 7, 3]);
        Same(format => new SeparableConv1D(4, 3, dataFormat: format), [2, 7, 3]);
        Same(format => new Conv1DTranspose(4, 3, strides: 2, dataFormat: format), [2, 7, 3]);
        Same(format => new Conv2DTranspose(4, 3, strides: (2, 1), padding: Padding.Same, dataFormat: format), [2, 4, 5, 3]);
        Same(format => new DepthwiseConv2D((3, 2), strides: (2, 1), depthMultiplier: 2, dataFormat: format), [2, 4, 5, 3]);
        Same(format => new SeparableConv2D(4, (3, 2), padding: Padding.Same, dataFormat: format), [2, 4, 5, 3]);
        Same(format => new MaxPooling1D(2, dataFormat: format), [2, 7, 3]);
        Same(format => new AveragePooling1D(2, dataFormat: format), [2, 7, 3]);
    }

    [Test]
    public void ACausalOutputSeesNoLaterInput()
    {
        var layer = new Conv1D(2, 3, padding: Padding.Causal, dilationRate: 2);
        Tensor x = Ops.Arange(8, DType.Float32).Reshape([1, 8, 1]);
        float[] whole = layer.Call(x).ToArray<float>();
        float[] changed = layer.Call(Ops.Concatenate([x[.., ..5], Ops.Full([1, 3, 1], 100)], axis: 1)).ToArray<float>();
        Assert.That(changed[..10], Is.EqualTo(whole[..10]));
        Assert.That(changed[10..], Is.Not.EqualTo(whole[10..]));
    }

    [Test]
    public void NothingInNothingOut()
    {
        Assert.That(new DepthwiseConv2D(3, depthMultiplier: 2).Call(Ops.Zeros([0, 5, 5, 3])).Shape, Is.EqualTo(Shape.Create([0, 3, 3, 6])));
        Assert.That(new SeparableConv2D(4, 3).Call(Ops.Zeros([0, 5, 5, 3])).Shape, Is.EqualTo(Shape.Create([0, 3, 3, 4])));
        Assert.That(new Conv2DTranspose(4, 3, strides: 2).Call(Ops.Zeros([0, 5, 5, 3])).Shape, Is.EqualTo(Shape.Create([0, 11, 11, 4])));
        Assert.That(new Conv1D(4, 3).Call(Ops.Zeros([0, 5, 3])).Shape, Is.EqualTo(Shape.Create([0, 3, 4])));
    }

    private static TestCaseData Case(Layer layer, Shape shape) =>
        new TestCaseData(layer, shape).SetArgDisplayNames(layer.GetType().Name, shape.ToString());

    private static void Same(Func<DataFormat, Layer> make, Shape shape)
    {
        Layer last = make(DataFormat.ChannelsLast);
        Layer first = make(First);
        Tensor x = LayerCheck.Numbers(shape, dtype: DType.Float32);
        Tensor want = Ops.MoveChannelsFirst(last.Call(x));
        first.EnsureBuilt(Ops.MoveChannelsFirst(x).Shape);
        first.SetWeights(last.GetWeights());
        Tensor got = first.Call(Ops.MoveChannelsFirst(x));
        Assert.That(got.Shape, Is.EqualTo(want.Shape), last.ToString());
        Assert.That(got.ToArray<float>(), Is.EqualTo(want.ToArray<float>()), last.ToString());
    }
}
