using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;

namespace Sharpkeras.Tests.Properties;

/// <summary>Convolutions of each channel, separable and transposed ones.</summary>
internal static partial class LayerTable
{
    private static IEnumerable<LayerRow> Convolutions() =>
    [
        Row<DepthwiseConv2D>(Windows((image, window) => new DepthwiseConv2D(
            window.Kernel, window.Strides, window.Padding, window.Count, image.Format, window.Dilation, window.Activation, dtype: Exact))),
        Row<SeparableConv2D>(Windows((image, window) => new SeparableConv2D(
            2, window.Kernel, window.Strides, window.Padding, image.Format, window.Dilation, window.Count, window.Activation, dtype: Exact))),
        Row<Conv2DTranspose>(Windows((image, window) => new Conv2DTranspose(
            window.Count,
            window.Kernel,
            window.Strides,
            window.Padding,
            window.OutputPadding,
            image.Format,
            window.Dilation,
            window.Activation,
            dtype: Exact))),
    ];

    private static Gen<LayerTrial> Windows(Func<ImageShape, Window, Layer> make) =>
        from image in Image(leastSize: 5)
        from kernel in Small.Two()
        from steps in Gen.Choose(1, 2).Two()
        from dilated in Shapes.Flag
        from more in Shapes.Flag
        from padding in Paddings
        from count in Gen.Choose(1, 2)
        from activation in Activations
        let window = new Window(kernel, steps, dilated, padding, more, count, activation)
        select new LayerTrial(window.ToString(), () => make(image, window), Floats(image.Of(image.Channels)));

    private sealed record Window((int, int) Kernel, (int Rows, int Columns) Steps, bool Dilated, Padding Padding, bool More, int Count, string Activation)
    {
        public (int Rows, int Columns) Strides => Dilated ? (1, 1) : Steps;

        public (int Rows, int Columns) Dilation => Dilated ? Steps : (1, 1);

        /// <summary>One less than the strides, or Keras's choice.</summary>
        public Size2D? OutputPadding => More ? (Size2D)(Strides.Rows - 1, Strides.Columns - 1) : null;
    }
}
