using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;

namespace Sharpkeras.Tests.Properties;

/// <summary>Convolutions and pooling of sequences.</summary>
internal static partial class LayerTable
{
    private static IEnumerable<LayerRow> Sequences() =>
    [
        Row<Conv1D>(
            from padding in Gen.Elements(Padding.Valid, Padding.Same, Padding.Causal)
            from trial in Steps((format, window) => new Conv1D(
                2 * window.Count,
                window.Kernel,
                window.Strides,
                padding,
                format,
                window.Dilation,
                window.Count,
                window.Activation,
                dtype: Exact))
            select trial),
        Row<DepthwiseConv1D>(Steps((format, window) => new DepthwiseConv1D(
            window.Kernel, window.Strides, window.Padding, window.Count, format, window.Dilation, window.Activation, dtype: Exact))),
        Row<SeparableConv1D>(Steps((format, window) => new SeparableConv1D(
            2, window.Kernel, window.Strides, window.Padding, format, window.Dilation, window.Count, window.Activation, dtype: Exact))),
        Row<Conv1DTranspose>(Steps((format, window) => new Conv1DTranspose(
            window.Count,
            window.Kernel,
            window.Strides,
            window.Padding,
            window.More ? (Size1D)(window.Strides - 1) : null,
            format,
            window.Dilation,
            window.Activation,
            dtype: Exact))),
        Row<MaxPooling1D>(Steps((format, window) => new MaxPooling1D(window.Kernel, window.Strides, window.Padding, format, dtype: Exact))),
        Row<AveragePooling1D>(Steps((format, window) =>
            new AveragePooling1D(window.Kernel, window.Strides, window.Padding, format, dtype: Exact))),
        Row<AdaptiveMaxPooling1D>(Steps((format, window) => new AdaptiveMaxPooling1D(window.Kernel, format, dtype: Exact))),
        Row<AdaptiveAveragePooling1D>(Steps((format, window) => new AdaptiveAveragePooling1D(window.Kernel, format, dtype: Exact))),
    ];

    private static Gen<LayerTrial> Steps(Func<DataFormat, StepWindow, Layer> make) =>
        from batch in Gen.Choose(0, 2)
        from length in Gen.Choose(5, 8)
        from format in Formats
        from kernel in Small
        from steps in Gen.Choose(1, 2)
        from dilated in Shapes.Flag
        from more in Shapes.Flag
        from padding in Paddings
        from count in Gen.Choose(1, 2)
        from activation in Activations
        let window = new StepWindow(kernel, steps, dilated, padding, more, count, activation)
        select new LayerTrial(
            $"{format} {window}",
            () => make(format, window),
            Floats(format == DataFormat.ChannelsLast ? [batch, length, 2] : [batch, 2, length]));

    private sealed record StepWindow(int Kernel, int Steps, bool Dilated, Padding Padding, bool More, int Count, string Activation)
    {
        public int Strides => Dilated ? 1 : Steps;

        public int Dilation => Dilated ? Steps : 1;
    }
}
