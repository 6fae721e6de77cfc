using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers.Convolutional;

/// <summary>What convolutions and poolings say of arguments and inputs that do not fit.</summary>
[OnDevices]
public sealed class ConvolutionArgumentTests
{
    private static IEnumerable<TestCaseData> Arguments() =>
    [
        Case(() => new Conv1D(0, 3), "filters", "0"),
        Case(() => new Conv1D(2, 0), "kernelSize", "0"),
        Case(() => new Conv1D(2, 3, strides: -1), "strides", "-1"),
        Case(() => new Conv1D(2, 3, dilationRate: 0), "dilationRate", "0"),
        Case(() => new Conv1D(2, 3, strides: 2, dilationRate: 2), "strides", "dilationRate", "2"),
        Case(() => new Conv1D(3, 3, groups: 2), "groups", "3", "2"),
        Case(() => new Conv2D(2, (3, 0)), "kernelSize", "(3, 0)"),
        Case(() => new Conv2D(2, 3, strides: (1, -2)), "strides", "(1, -2)"),
        Case(() => new Conv2D(2, 3, groups: -1), "groups", "-1"),
        Case(() => new Conv2D(2, 3, padding: Padding.Causal), "padding", "causal"),
        Case(() => new DepthwiseConv2D(3, depthMultiplier: 0), "depthMultiplier", "0"),
        Case(() => new DepthwiseConv2D(-3), "kernelSize", "-3"),
        Case(() => new DepthwiseConv1D(3, padding: Padding.Causal), "padding", "causal"),
        Case(() => new DepthwiseConv1D(3, depthMultiplier: -2), "depthMultiplier", "-2"),
        Case(() => new SeparableConv2D(0, 3), "filters", "0"),
        Case(() => new SeparableConv2D(2, 3, depthMultiplier: -1), "depthMultiplier", "-1"),
        Case(() => new SeparableConv1D(2, 3, dilationRate: -1), "dilationRate", "-1"),
        Case(() => new SeparableConv1D(2, 3, padding: Padding.Causal), "padding", "causal"),
        Case(() => new Conv2DTranspose(-1, 3), "filters", "-1"),
        Case(() => new Conv2DTranspose(2, 3, strides: 2, outputPadding: 2), "outputPadding", "(2, 2)", "[0, stride)"),
        Case(() => new Conv2DTranspose(2, 3, strides: (2, 3), outputPadding: (1, -1)), "outputPadding", "(1, -1)"),
        Case(() => new Conv2DTranspose(2, 3, strides: 2, dilationRate: 2), "strides", "dilationRate"),
        Case(() => new Conv1DTranspose(2, 3, outputPadding: 1), "outputPadding", "1"),
        Case(() => new Conv1DTranspose(2, 3, padding: Padding.Causal), "padding", "causal"),
        Case(() => new MaxPooling1D(0), "poolSize", "0"),
        Case(() => new MaxPooling2D(2, strides: (0, 1)), "strides", "(0, 1)"),
        Case(() => new AveragePooling2D((-2, 2)), "poolSize", "(-2, 2)"),
        Case(() => new AveragePooling1D(2, padding: Padding.Causal), "padding", "causal"),
    ];

    private static IEnumerable<TestCaseData> Inputs() =>
    [
        Case(() => new Conv1D(2, 3, name: "steps").Call(Ops.Zeros([2, 8])), "steps", "Conv1D", "rank 3", "[2, 8]"),
        Case(() => new Conv1D(2, 5, name: "steps").Call(Ops.Zeros([2, 4, 3])), "steps", "5", "4", "same"),
        Case(() => new Conv1D(4, 3, groups: 2, name: "split").Call(Ops.Zeros([1, 8, 3])), "split", "groups", "3"),
        Case(() => new DepthwiseConv2D(5, name: "each").Call(Ops.Zeros([1, 4, 9, 1])), "each", "5", "4"),
        Case(() => new SeparableConv2D(2, 3, name: "both").Call(Ops.Zeros([1, 8, 8])), "both", "rank 4", "[1, 8, 8]"),
        Case(() => new Conv2DTranspose(2, (2, 1), strides: 2, outputPadding: 0, padding: Padding.Same, name: "up").Call(Ops.Zeros([1, 1, 3, 1])), "up", "empty", "height"),
        Case(() => new MaxPooling1D(3, name: "pool").Call(Ops.Zeros([1, 2, 1])), "pool", "3", "2"),
    ];

    private static IEnumerable<TestCaseData> Operations() =>
    [
        Case(() => Ops.Zeros([1, 4, 4, 2]).DepthwiseConv2D(Ops.Zeros([3, 3, 1, 2])), "depthwise_conv2d", "[1, 4, 4, 2]", "[3, 3, 1, 2]"),
        Case(() => Ops.Zeros([1, 4, 4, 2]).DepthwiseConv2D(Ops.Zeros([3, 3, 2, 0])), "depthwise_conv2d", "[3, 3, 2, 0]"),
        Case(() => Ops.Zeros([1, 4, 2]).DepthwiseConv(Ops.Zeros([3, 3, 2, 1])), "depthwise_conv", "rank 3", "[1, 4, 2]"),
        Case(() => Ops.Zeros([1, 4, 4, 2]).ConvTranspose(Ops.Zeros([3, 3, 2, 1])), "conv_transpose", "[1, 4, 4, 2]", "[3, 3, 2, 1]"),
        Case(() => Ops.Zeros([1, 4, 4, 1]).Conv2DTranspose(Ops.Zeros([3, 3, 2, 1]), [1, 9, 8, 2], (2, 2)), "conv2d_transpose", "9", "5", "4"),
        Case(() => Ops.Zeros([1, 4, 4, 1]).Conv2DTranspose(Ops.Zeros([3, 3, 2, 1]), [1, 8, 8, 3], (2, 2)), "conv2d_transpose", "[1, 8, 8, 3]"),
        Case(() => Ops.Zeros([1, 0, 4, 1]).Resize((2, 2)), "resize", "[1, 0, 4, 1]"),
        Case(() => Ops.Zeros([4, 4]).Resize((2, 2)), "resize", "rank 3", "[4, 4]"),
    ];

    [TestCaseSource(nameof(Arguments))]
    public void AnArgumentOutsideItsRange(Func<object> action, string[] words) => Refused<ArgumentException>(action, words);

    [TestCaseSource(nameof(Inputs))]
    public void AnInputThatDoesNotFit(Func<object> action, string[] words) => Refused<ShapeException>(action, words);

    [TestCaseSource(nameof(Operations))]
    public void ShapesThatDoNotFit(Func<object> action, string[] words) => Refused<ShapeException>(action, words);

    [Test]
    public void ArgumentsOfOperations()
    {
        Tensor x = Ops.Zeros([1, 4, 4, 1]);
        Tensor kernel = Ops.Zeros([3, 3, 1, 1]);
        Refused<ArgumentException>(() => x.Conv2D(kernel, padding: Padding.Causal), "conv2d", "causal");
        Refused<ArgumentException>(() => x.MaxPool2D((2, 2), padding: Padding.Causal), "max_pool", "causal");
        Refused<ArgumentException>(() => x.Conv(kernel, [1, 2, 3]), "conv", "strides", "[1, 2, 3]");
        Refused<ArgumentException>(() => x.ConvTranspose(kernel, [2], outputPadding: [2]), "conv_transpose", "outputPadding", "(2, 2)");
        Refused<ArgumentException>(() => x.DepthwiseConv(kernel, [0]), "depthwise_conv", "strides", "0");
        Refused<ArgumentException>(() => x.Resize((0, 2)), "resize", "height", "0");
        Refused<DTypeException>(() => Ops.Zeros([1, 4, 4, 1], DType.Int32).Resize((2, 2)), "resize", "int32");
    }

    private static TestCaseData Case(Func<object> action, params string[] words) =>
        new TestCaseData(action, words).SetArgDisplayNames(string.Join(" ", words));

    private static void Refused<TException>(Func<object> action, params string[] words)
        where TException : Exception
    {
        var error = Assert.Catch<TException>(() => action());
        foreach (string word in words)
        {
            Assert.That(error!.Message, Does.Contain(word));
        }
    }
}
