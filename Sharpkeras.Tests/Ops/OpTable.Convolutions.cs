using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Convolutions of each channel, separable and transposed ones, those of sequences, and resizing.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> MoreConvolutions() =>
    [
        .. from padding in (Padding[])[Padding.Valid, Padding.Same]
           from row in Depthwise(padding)
           select row,
        .. Transposed(),
        .. Sequences(),
    ];

    private static IEnumerable<OpRow> Depthwise(Padding padding)
    {
        ConvRule plain = new((1, 1), (1, 1), 1, padding);
        ConvRule strided = new((2, 3), (1, 1), 1, padding);
        ConvRule both = new((2, 2), (2, 1), 1, padding);
        yield return DepthwiseRow($"{padding}", [2, 5, 6, 3], [3, 2, 3, 1], plain);
        yield return DepthwiseRow($"{padding} multiplier", [2, 5, 4, 5], [2, 3, 5, 3], plain);
        yield return DepthwiseRow($"{padding} strides", [1, 7, 6, 18], [3, 3, 18, 1], strided);
        yield return DepthwiseRow($"{padding} strides and dilation", [1, 7, 6, 2], [3, 2, 2, 2], both);
        yield return new OpRow(
            $"depthwise_conv2d {padding} bias relu",
            t => Ops.DepthwiseConv2D(
                t[0], t[1], t[2], new ConvWindow((1, 2), padding, (1, 1), DataFormat.ChannelsLast), Relu, "depthwise_conv2d"),
            [new([2, 5, 6, 3]), new([3, 2, 3, 2]), new([6])],
            t => Zip(
                DepthwiseSum(t[0], t[1], plain with { Strides = (1, 2) }),
                t[2],
                DepthwiseSum(t[0], t[1], plain with { Strides = (1, 2) }).Shape,
                (a, b) => Math.Max(a + b, 0)));
        yield return new OpRow(
            $"separable_conv2d {padding}",
            t => t[0].SeparableConv2D(t[1], t[2], (2, 1), padding),
            [new([2, 6, 5, 3]), new([3, 2, 3, 2]), new([1, 1, 6, 4])],
            t => Convolve(DepthwiseSum(t[0], t[1], plain with { Strides = (2, 1) }), t[2], new((1, 1), (1, 1), 1, Padding.Valid)));
        yield return new OpRow(
            $"depthwise_conv {padding} channels first",
            t => t[0].DepthwiseConv(t[1], [2], padding, DataFormat.ChannelsFirst),
            [new([2, 3, 5, 6]), new([3, 2, 3, 2])],
            t => ChannelsFirst(DepthwiseSum(ChannelsLast(t[0]), t[1], plain with { Strides = (2, 2) })));
    }

    /// <summary>Output sizes and borders are Keras's, worked out by hand: with valid padding (n − 1) · stride + max(r, stride).</summary>
    private static IEnumerable<OpRow> Transposed() =>
    [
        TransposedRow("valid", [2, 3, 4, 2], [3, 2, 3, 2], new((1, 1), (1, 1), 1, Padding.Valid), (5, 5), (0, 0)),
        TransposedRow("valid strides", [2, 3, 2, 3], [3, 2, 4, 3], new((2, 3), (1, 1), 1, Padding.Valid), (7, 6), (0, 0)),
        TransposedRow("valid output padding", [1, 2, 3, 2], [3, 3, 2, 2], new((3, 2), (1, 1), 1, Padding.Valid), (8, 8), (0, 0), [2, 1]),
        TransposedRow("valid dilation", [1, 3, 3, 2], [2, 3, 2, 2], new((1, 1), (3, 2), 1, Padding.Valid), (6, 7), (0, 0)),
        TransposedRow("same", [2, 3, 4, 2], [3, 4, 3, 2], new((1, 1), (1, 1), 1, Padding.Same), (3, 4), (1, 1)),
        TransposedRow("same strides", [2, 3, 2, 2], [5, 4, 3, 2], new((2, 3), (1, 1), 1, Padding.Same), (6, 6), (1, 0)),
        TransposedRow("same wide strides", [1, 2, 3, 2], [2, 1, 2, 2], new((3, 4), (1, 1), 1, Padding.Same), (6, 12), (0, 0)),
        TransposedRow("same output padding", [1, 3, 3, 2], [3, 5, 2, 2], new((2, 3), (1, 1), 1, Padding.Same), (5, 9), (1, 1), [0, 2]),
        TransposedRow("same no output padding, even", [1, 3, 4, 2], [4, 2, 2, 2], new((2, 2), (1, 1), 1, Padding.Same), (4, 6), (2, 1), [0]),
        new(
            "conv2d_transpose",
            t => t[0].Conv2DTranspose(t[1], [2, 5, 4, 3], (2, 2)),
            [new([2, 3, 2, 2]), new([3, 3, 3, 2])],
            t => Transpose(t[0], t[1], new((2, 2), (1, 1), 1, Padding.Same), (5, 4), (1, 0))),
        new(
            "conv2d_transpose valid channels first",
            t => t[0].Conv2DTranspose(t[1], [2, 3, 8, 6], (2, 2), Padding.Valid, DataFormat.ChannelsFirst),
            [new([2, 2, 3, 2]), new([3, 3, 3, 2])],
            t => ChannelsFirst(Transpose(ChannelsLast(t[0]), t[1], new((2, 2), (1, 1), 1, Padding.Valid), (8, 6), (0, 0)))),
    ];

    private static IEnumerable<OpRow> Sequences()
    {
        ConvRule rule = new((1, 2), (1, 1), 1, Padding.Same);
        ConvRule valid = new((1, 1), (1, 2), 2, Padding.Valid);
        OpInput[] pooled = [new([2, 7, 3])];
        yield return new OpRow(
            "conv of sequences",
            t => t[0].Conv(t[1], [2], Padding.Same),
            [new([2, 7, 3]), new([3, 3, 4])],
            t => Flat(Convolve(OneRow(t[0]), OneRow(t[1], 0), rule)));
        yield return new OpRow(
            "conv of sequences, groups, dilation, channels first",
            t => t[0].Conv(t[1], null, Padding.Valid, DataFormat.ChannelsFirst, [2]),
            [new([2, 4, 7]), new([3, 2, 6])],
            t => Turned(Flat(Convolve(OneRow(Turned(t[0])), OneRow(t[1], 0), valid))));
        yield return new OpRow(
            "conv of images",
            t => t[0].Conv(t[1], [1, 2], Padding.Same),
            [new([2, 4, 5, 3]), new([3, 2, 3, 4])],
            t => Convolve(t[0], t[1], rule));
        yield return new OpRow(
            "depthwise_conv of sequences",
            t => t[0].DepthwiseConv(t[1], [2], Padding.Same),
            [new([2, 7, 3]), new([3, 3, 2])],
            t => Flat(DepthwiseSum(OneRow(t[0]), OneRow(t[1], 0), rule)));
        yield return new OpRow(
            "conv_transpose of sequences",
            t => t[0].ConvTranspose(t[1], [3], Padding.Valid, [1]),
            [new([2, 3, 2]), new([4, 3, 2])],
            t => Flat(Transpose(OneRow(t[0]), OneRow(t[1], 0), new((1, 3), (1, 1), 1, Padding.Valid), (1, 11), (0, 0))));
        yield return new OpRow(
            "max_pool of sequences",
            t => t[0].MaxPool1D(3, 2),
            pooled,
            t => Nd.Of([2, 3, 3], i => Enumerable.Range(i[1] * 2, 3).Max(at => t[0][i[0], at, i[2]])));
        yield return new OpRow(
            "average_pool of sequences",
            t => t[0].AveragePool1D(2, padding: Padding.Same),
            pooled,
            t => Nd.Of([2, 4, 3], i => Enumerable.Range(i[1] * 2, i[1] == 3 ? 1 : 2).Average(at => t[0][i[0], at, i[2]])));
    }

    private static OpRow DepthwiseRow(string name, Shape x, Shape w, ConvRule rule) =>
        new(
            "depthwise_conv2d " + name,
            t => t[0].DepthwiseConv2D(t[1], rule.Strides, rule.Padding, dilation: rule.Dilation),
            [new OpInput(x), new OpInput(w)],
            t => DepthwiseSum(t[0], t[1], rule));

    private static OpRow TransposedRow(
        string name, Shape x, Shape w, ConvRule rule, (int Rows, int Columns) size, (int Top, int Left) pad, int[]? more = null) =>
        new(
            "conv_transpose " + name,
            t => t[0].ConvTranspose(
                t[1],
                [rule.Strides.Rows, rule.Strides.Columns],
                rule.Padding,
                more,
                DataFormat.ChannelsLast,
                [rule.Dilation.Rows, rule.Dilation.Columns]),
            [new OpInput(x), new OpInput(w)],
            t => Transpose(t[0], t[1], rule, size, pad));

    /// <summary>As a convolution of one channel for each output channel.</summary>
    private static Nd DepthwiseSum(Nd x, Nd w, ConvRule rule)
    {
        int multiplier = w.Shape[3];
        Nd[] each = [.. Enumerable.Range(0, w.Shape[2] * multiplier).Select(channel => Convolve(
            Nd.Of(x.Shape.With(3, 1), i => x[i[0], i[1], i[2], channel / multiplier]),
            Nd.Of([w.Shape[0], w.Shape[1], 1, 1], i => w[i[0], i[1], channel / multiplier, channel % multiplier]),
            rule))];
        return Nd.Of(each[0].Shape.With(3, each.Length), i => each[i[3]][i[0], i[1], i[2], 0]);
    }

    /// <summary>Each input value times the kernel, added to the output around its place.</summary>
    private static Nd Transpose(Nd x, Nd w, ConvRule rule, (int Rows, int Columns) size, (int Top, int Left) pad)
    {
        Nd y = Nd.Of([x.Shape[0], size.Rows, size.Columns, w.Shape[2]], _ => 0);
        Nd.Of([.. x.Shape.ToArray(), .. w.Shape.ToArray()[..3]], i =>
        {
            int row = (i[1] * rule.Strides.Rows) + (i[4] * rule.Dilation.Rows) - pad.Top;
            int column = (i[2] * rule.Strides.Columns) + (i[5] * rule.Dilation.Columns) - pad.Left;
            if (row >= 0 && row < size.Rows && column >= 0 && column < size.Columns)
            {
                int place = (((((i[0] * size.Rows) + row) * size.Columns) + column) * w.Shape[2]) + i[6];
                y.Data[place] += x[i[0], i[1], i[2], i[3]] * w[i[4], i[5], i[6], i[3]];
            }

            return 0;
        });
        return y;
    }

    private static Nd ChannelsLast(Nd x) => Nd.Of([x.Shape[0], x.Shape[2], x.Shape[3], x.Shape[1]], i => x[i[0], i[3], i[1], i[2]]);

    private static Nd ChannelsFirst(Nd x) => Nd.Of([x.Shape[0], x.Shape[3], x.Shape[1], x.Shape[2]], i => x[i[0], i[2], i[3], i[1]]);

    private static Nd Turned(Nd x) => Nd.Of([x.Shape[0], x.Shape[2], x.Shape[1]], i => x[i[0], i[2], i[1]]);

    private static Nd OneRow(Nd x, int axis = 1)
    {
        List<int> shape = [.. x.Shape.ToArray()];
        shape.Insert(axis, 1);
        return new Nd(shape.ToArray(), x.Data);
    }

    private static Nd Flat(Nd x) => new([x.Shape[0], x.Shape[2], x.Shape[3]], x.Data);
}
