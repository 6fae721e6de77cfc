using FsCheck;
using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties;

/// <summary>Convolutions by rank, of each channel, separable and transposed ones, pooling of sequences, and resizing.</summary>
internal static partial class GradientTable
{
    private static IEnumerable<GradientRow> MoreConvolutions() =>
    [
        new("Conv(x, kernel, strides, padding, dataFormat, dilation)", Ranked(
            (x, strides, padding, format, dilation) => x[0].Conv(x[1], strides, padding, format, dilation), kernel => [[.. kernel, 2, 3]])),
        new("DepthwiseConv(x, kernel, strides, padding, dataFormat, dilation)", Ranked(
            (x, strides, padding, format, dilation) => x[0].DepthwiseConv(x[1], strides, padding, format, dilation),
            kernel => [[.. kernel, 2, 2]])),
        new("SeparableConv(x, depthwiseKernel, pointwiseKernel, strides, padding, dataFormat, dilation)", Ranked(
            (x, strides, padding, format, dilation) => x[0].SeparableConv(x[1], x[2], strides, padding, format, dilation),
            kernel => [[.. kernel, 2, 2], [.. kernel.Select(_ => 1), 4, 3]])),
        new("ConvTranspose(x, kernel, strides, padding, outputPadding, dataFormat, dilation)",
            from more in Shapes.Flag
            from trial in Ranked(
                (x, strides, padding, format, dilation) => x[0].ConvTranspose(
                    x[1], strides, padding, more ? [.. strides.Select(stride => stride - 1)] : null, format, dilation),
                kernel => [[.. kernel, 3, 2]])
            select trial),
        new("DepthwiseConv2D(x, kernel, strides, padding, dataFormat, dilation)", Images(
            (x, strides, padding, format) => x[0].DepthwiseConv2D(x[1], strides, padding, format, (1, 2)), [[2, 2, 2, 2]])),
        new("SeparableConv2D(x, depthwiseKernel, pointwiseKernel, strides, padding, dataFormat, dilation)", Images(
            (x, strides, padding, format) => x[0].SeparableConv2D(x[1], x[2], strides, padding, format, (2, 1)), [[2, 2, 2, 2], [1, 1, 4, 3]])),
        new("Conv2DTranspose(x, kernel, outputShape, strides, padding, dataFormat, dilation)",
            from batch in Gen.Choose(0, 2)
            from strides in Small.Two()
            from format in Formats
            let size = (3 * strides.Item1, 4 * strides.Item2)
            select new Trial(
                $"strides {strides}, {format}",
                x => x[0].Conv2DTranspose(x[1], Image(batch, size, 3, format), strides, Padding.Same, format),
                Floats(Image(batch, (3, 4), 2, format)),
                Floats([3, 2, 3, 2]))),
        new("MaxPool1D(x, poolSize, strides, padding, dataFormat)", StepPools((x, size, steps, padding, format) =>
            x.MaxPool1D(size, steps, padding, format))),
        new("AveragePool1D(x, poolSize, strides, padding, dataFormat)", StepPools((x, size, steps, padding, format) =>
            x.AveragePool1D(size, steps, padding, format))),
        new("AdaptiveAveragePool(x, outputSize, dataFormat)", ToSizes((x, size, format) => x.AdaptiveAveragePool(size, format))),
        new("AdaptiveMaxPool(x, outputSize, dataFormat)", ToSizes((x, size, format) => x.AdaptiveMaxPool(size, format))),
        new("Resize(x, size, interpolation, antialias, dataFormat)",
            from size in Gen.Choose(1, 5).Two()
            from old in Gen.Choose(1, 4).Two()
            from interpolation in Gen.Elements(Enum.GetValues<Interpolation>())
            from antialias in Shapes.Flag
            from format in Formats
            select new Trial(
                $"to {size}, {interpolation}, antialias {antialias}, {format}",
                x => x[0].Resize(size, interpolation, antialias, format),
                Floats(Image(2, old, 2, format)))),
    ];

    /// <summary>Sequences or images, strides or a dilation, kernels that fit.</summary>
    private static Gen<Trial> Ranked(Func<Tensor[], int[], Padding, DataFormat, int[], Tensor> function, Func<int[], Shape[]> kernels) =>
        from axes in Gen.Choose(1, 2)
        from batch in Gen.Choose(0, 2)
        from kernel in Small.ArrayOf(axes)
        from steps in Gen.Choose(1, 2).ArrayOf(axes)
        from dilated in Shapes.Flag
        from padding in Paddings
        from format in Formats
        let one = steps.Select(_ => 1).ToArray()
        let places = Enumerable.Repeat(5, axes)
        select new Trial(
            $"{(dilated ? "dilation" : "strides")} {Shapes.Text(steps)}, {padding}, {format}",
            x => function(x, dilated ? one : steps, padding, format, dilated ? steps : one),
            [
                Floats(format == DataFormat.ChannelsLast ? [batch, .. places, 2] : [batch, 2, .. places]),
                .. kernels(kernel).Select(Floats),
            ]);

    private static Gen<Trial> Images(Func<Tensor[], (int, int), Padding, DataFormat, Tensor> function, Shape[] kernels) =>
        from batch in Gen.Choose(0, 2)
        from strides in Small.Two()
        from padding in Paddings
        from format in Formats
        select new Trial(
            $"strides {strides}, {padding}, {format}",
            x => function(x, strides, padding, format),
            [Floats(Image(batch, (4, 5), 2, format)), .. kernels.Select(Floats)]);

    private static Gen<Trial> ToSizes(Func<Tensor, int[], DataFormat, Tensor> function) =>
        from axes in Gen.Choose(1, 2)
        from batch in Gen.Choose(0, 2)
        from places in Gen.Choose(1, 7).ArrayOf(axes)
        from size in Gen.Choose(1, 5).ArrayOf(axes)
        from format in Formats
        select new Trial(
            $"to {Shapes.Text(size)}, {format}",
            x => function(x[0], size, format),
            Floats(format == DataFormat.ChannelsLast ? [batch, .. places, 2] : [batch, 2, .. places]));

    private static Gen<Trial> StepPools(Func<Tensor, int, int?, Padding, DataFormat, Tensor> function) =>
        from batch in Gen.Choose(0, 2)
        from window in Small
        from more in Gen.Choose(0, 4)
        from steps in Small
        from own in Shapes.Flag
        from padding in Paddings
        from format in Formats
        select new Trial(
            $"window {window}, strides {(own ? steps : "null")}, {padding}, {format}",
            x => function(x[0], window, own ? steps : null, padding, format),
            Floats(format == DataFormat.ChannelsLast ? [batch, window + more, 2] : [batch, 2, window + more]));
}
