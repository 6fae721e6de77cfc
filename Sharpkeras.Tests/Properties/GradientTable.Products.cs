using FsCheck;
using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties;

/// <summary>Matrix products, convolutions and pooling.</summary>
internal static partial class GradientTable
{
    private static readonly Gen<int> Small = Gen.Choose(1, 3);

    private static readonly Gen<Padding> Paddings = Gen.Elements(Padding.Valid, Padding.Same);

    private static readonly Gen<DataFormat> Formats = Gen.Elements(DataFormat.ChannelsLast, DataFormat.ChannelsFirst);

    private static IEnumerable<GradientRow> Products() =>
    [
        new("MatMul(a, b)",
            from batches in Shapes.Pair.Where(pair => Math.Max(pair.A.Rank, pair.B.Rank) <= 2)
            from m in Shapes.Size
            from k in Shapes.Size
            from n in Shapes.Size
            select new Trial("", x => x[0].MatMul(x[1]), Floats([.. batches.A.ToArray(), m, k]), Floats([.. batches.B.ToArray(), k, n]))),
        new("DotProductAttention(query, key, value, bias, mask, scale, isCausal)",
            from sizes in Gen.Choose(1, 3).ArrayOf(5)
            from batch in Gen.Choose(0, 2)
            from fold in Gen.Choose(1, 3)
            from causal in Shapes.Flag
            from scale in Gen.Elements<double?>(null, 0.3)
            let queries = Shape.Create([batch, sizes[0], sizes[1] * fold, sizes[2]])
            select new Trial(
                $"scale {scale}, causal {causal}",
                x => Ops.DotProductAttention(x[0], x[1], x[2], x[3], scale: scale, isCausal: causal),
                Floats(queries),
                Floats([batch, sizes[3], sizes[1], sizes[2]]),
                Floats([batch, sizes[3], sizes[1], sizes[4]]),
                Floats([sizes[0], 1]))),
        new("Correlate(x1, x2, mode)",
            from lengths in Gen.Choose(1, 7).Two()
            from mode in Gen.Elements(Enum.GetValues<CorrelationMode>())
            select new Trial($"{mode}", x => x[0].Correlate(x[1], mode), Floats([lengths.Item1]), Floats([lengths.Item2]))),
        new("BiasAdd(x, bias, dataFormat)",
            from shape in Shapes.Of(Shapes.Size, 2, 4)
            from format in Formats
            select new Trial(
                $"{format}",
                x => x[0].BiasAdd(x[1], format),
                Floats(shape),
                Floats([format == DataFormat.ChannelsFirst ? shape[1] : shape[^1]]))),
    ];

    private static IEnumerable<GradientRow> Windows() =>
    [
        new("Conv2D(x, kernel, strides, padding, dilation, groups, dataFormat)", Convolutions()),
        new("MaxPool2D(x, poolSize, strides, padding, dataFormat)", Pools((x, size, strides, padding, format) =>
            x.MaxPool2D(size, strides, padding, format))),
        new("AveragePool2D(x, poolSize, strides, padding, dataFormat)", Pools((x, size, strides, padding, format) =>
            x.AveragePool2D(size, strides, padding, format))),
        new("Conv2D(x, filters, strides, padding, dataFormat, dilations)",
            from size in Small.Two()
            from steps in Small.Two()
            from padding in Paddings
            from format in Formats
            select new Trial(
                $"strides {steps}, {padding}, {format}",
                x => x[0].Conv2D(x[1], Four(steps, format), padding, format),
                Floats(Image(2, (size.Item1 + 2, size.Item2 + 1), 2, format)),
                Floats([2, 2, 2, 3]))),
        new("MaxPool2D(x, ksize, strides, padding, dataFormat)", Pools((x, size, strides, padding, format) =>
            x.MaxPool2D(Four(size, format), Four(strides ?? size, format), padding, format))),
        new("AveragePool2D(x, ksize, strides, padding, dataFormat)", Pools((x, size, strides, padding, format) =>
            x.AveragePool2D(Four(size, format), Four(strides ?? size, format), padding, format))),
    ];

    /// <summary>A number for each axis of a batch of images, as TensorFlow takes them.</summary>
    private static int[] Four((int Rows, int Columns) plane, DataFormat format) =>
        format == DataFormat.ChannelsLast ? [1, plane.Rows, plane.Columns, 1] : [1, 1, plane.Rows, plane.Columns];

    /// <summary>Kernels as large as the image at most, strides or a dilation, groups, no images at times.</summary>
    private static Gen<Trial> Convolutions() =>
        from batch in Gen.Choose(0, 2)
        from kernel in Small.Two()
        from more in Gen.Choose(0, 3).Two()
        from channels in Small.Two()
        from groups in Gen.Choose(1, 2)
        from steps in Small.Two()
        from dilated in Shapes.Flag
        from padding in Paddings
        from format in Formats
        let dilation = dilated ? steps : (1, 1)
        let size = (Reach(kernel.Item1, dilation.Item1) + more.Item1, Reach(kernel.Item2, dilation.Item2) + more.Item2)
        select new Trial(
            $"strides {(dilated ? (1, 1) : steps)}, {padding}, dilation {dilation}, {groups} groups, {format}",
            x => x[0].Conv2D(x[1], dilated ? (1, 1) : steps, padding, dilation, groups, format),
            Floats(Image(batch, size, channels.Item1 * groups, format)),
            Floats([kernel.Item1, kernel.Item2, channels.Item1, channels.Item2 * groups]));

    private static Gen<Trial> Pools(Func<Tensor, (int, int), (int, int)?, Padding, DataFormat, Tensor> function) =>
        from batch in Gen.Choose(0, 2)
        from window in Small.Two()
        from more in Gen.Choose(0, 4).Two()
        from channels in Small
        from steps in Small.Two()
        from own in Shapes.Flag
        from padding in Paddings
        from format in Formats
        select new Trial(
            $"window {window}, strides {(own ? steps : "null")}, {padding}, {format}",
            x => function(x[0], window, own ? steps : null, padding, format),
            Floats(Image(batch, (window.Item1 + more.Item1, window.Item2 + more.Item2), channels, format)));

    private static int Reach(int window, int dilation) => ((window - 1) * dilation) + 1;

    private static Shape Image(int batch, (int Rows, int Columns) size, int channels, DataFormat format) => format == DataFormat.ChannelsLast
        ? [batch, size.Rows, size.Columns, channels]
        : [batch, channels, size.Rows, size.Columns];
}
