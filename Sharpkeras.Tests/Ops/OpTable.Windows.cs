using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Convolution and pooling.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Windows() =>
    [
        .. from padding in (Padding[])[Padding.Valid, Padding.Same]
           from row in Convolutions(padding)
           select row,
        .. from padding in (Padding[])[Padding.Valid, Padding.Same]
           from stride in (int[])[1, 2, 3]
           from row in Pools(padding, stride)
           select row,
        .. from padding in (Padding[])[Padding.Valid, Padding.Same]
           from row in InTensorFlowsForm(padding)
           select row,
    ];

    /// <summary>With a number for each axis of the batch.</summary>
    private static IEnumerable<OpRow> InTensorFlowsForm(Padding padding)
    {
        OpInput[] images = [new([2, 5, 7, 3])];
        yield return new OpRow(
            $"conv2d {padding} four strides",
            t => t[0].Conv2D(t[1], [1, 2, 3, 1], padding),
            [new([1, 7, 6, 2]), new([3, 3, 2, 5])],
            t => Convolve(t[0], t[1], new ConvRule((2, 3), (1, 1), 1, padding)));
        yield return new OpRow(
            $"conv2d {padding} four strides and dilations, channels first",
            t => t[0].Conv2D(t[1], [1, 1, 1, 1], padding, DataFormat.ChannelsFirst, [1, 1, 2, 1]),
            [new([1, 2, 7, 6]), new([3, 3, 2, 5])],
            t => ChannelsFirst(Convolve(ChannelsLast(t[0]), t[1], new ConvRule((1, 1), (2, 1), 1, padding))));
        yield return new OpRow(
            $"max_pool {padding} four sizes",
            t => t[0].MaxPool2D([1, 2, 3, 1], [1, 2, 2, 1], padding),
            images,
            t => Pool(t[0], 2, padding, values => values.Max()));
        yield return new OpRow(
            $"average_pool {padding} four sizes, channels first",
            t => t[0].AveragePool2D([1, 1, 2, 3], [2], padding, DataFormat.ChannelsFirst),
            [new([2, 3, 5, 7])],
            t => ChannelsFirst(Pool(ChannelsLast(t[0]), 2, padding, values => values.Average())));
    }

    private static IEnumerable<OpRow> Convolutions(Padding padding) =>
    [
        Conv($"conv2d {padding}", [2, 5, 6, 3], [3, 2, 3, 4], new ConvRule((1, 1), (1, 1), 1, padding)),
        Conv($"conv2d {padding} strides", [1, 7, 6, 2], [3, 3, 2, 5], new ConvRule((2, 3), (1, 1), 1, padding)),
        Conv($"conv2d {padding} dilation", [1, 6, 7, 2], [2, 3, 2, 3], new ConvRule((1, 1), (2, 3), 1, padding)),
        Conv($"conv2d {padding} groups", [2, 4, 4, 6], [2, 2, 2, 9], new ConvRule((1, 1), (1, 1), 3, padding)),
        Conv($"conv2d {padding} one channel", [1, 6, 6, 1], [3, 3, 1, 6], new ConvRule((1, 1), (1, 1), 1, padding)),
        Conv($"conv2d {padding} 1 x 1", [2, 3, 3, 5], [1, 1, 5, 17], new ConvRule((2, 2), (1, 1), 1, padding)),
        Activated($"conv2d {padding} bias relu", [2, 5, 6, 3], [3, 2, 3, 4], new ConvRule((1, 2), (1, 1), 1, padding)),
        First($"conv2d {padding} channels first", [2, 3, 5, 6], [3, 2, 3, 4], new ConvRule((1, 2), (1, 1), 1, padding)),
    ];

    private static IEnumerable<OpRow> Pools(Padding padding, int stride)
    {
        string name = $"{padding} stride {stride}";
        Shape shape = [2, 5, 7, 3];
        OpInput[] inputs = [new(shape)];
        yield return new OpRow(
            "max_pool " + name,
            x => x[0].MaxPool2D((2, 3), (stride, stride), padding),
            inputs,
            x => Pool(x[0], stride, padding, values => values.Max()));
        yield return new OpRow(
            "average_pool " + name,
            x => x[0].AveragePool2D((2, 3), (stride, stride), padding),
            inputs,
            x => Pool(x[0], stride, padding, values => values.Average()));
    }

    private static OpRow Conv(string name, Shape x, Shape w, ConvRule rule) =>
        new(
            name,
            t => t[0].Conv2D(t[1], rule.Strides, rule.Padding, rule.Dilation, rule.Groups),
            [new OpInput(x), new OpInput(w)],
            t => Convolve(t[0], t[1], rule));

    private static OpRow Activated(string name, Shape x, Shape w, ConvRule rule) =>
        new(
            name,
            t => Ops.Conv2D(
                t[0], t[1], t[2], new ConvWindow(rule.Strides, rule.Padding, rule.Dilation, DataFormat.ChannelsLast), rule.Groups, Relu, "conv2d"),
            Layer(x, w),
            t =>
            {
                Nd sum = Convolve(t[0], t[1], rule);
                return Zip(sum, t[2], sum.Shape, (a, b) => Math.Max(a + b, 0));
            });

    private static OpRow First(string name, Shape x, Shape w, ConvRule rule) =>
        new(
            name,
            t => t[0].Conv2D(t[1], rule.Strides, rule.Padding, rule.Dilation, rule.Groups, DataFormat.ChannelsFirst),
            [new OpInput(x), new OpInput(w)],
            t =>
            {
                Nd image = Nd.Of([x[0], x[2], x[3], x[1]], i => t[0][i[0], i[3], i[1], i[2]]);
                Nd y = Convolve(image, t[1], rule);
                return Nd.Of([y.Shape[0], y.Shape[3], y.Shape[1], y.Shape[2]], i => y[i[0], i[2], i[3], i[1]]);
            });

    /// <summary>TensorFlow's sizes: with same padding ⌈n / stride⌉ places and the smaller half of the padding in front.</summary>
    private static (int Count, int Before) Places(int length, int window, int stride, int dilation, Padding padding)
    {
        int reach = ((window - 1) * dilation) + 1;
        if (padding == Padding.Valid)
        {
            return ((int)Math.Ceiling((length - reach + 1) / (double)stride), 0);
        }

        int count = (int)Math.Ceiling(length / (double)stride);
        return (count, Math.Max(((count - 1) * stride) + reach - length, 0) / 2);
    }

    private static Nd Convolve(Nd x, Nd w, ConvRule rule)
    {
        var (rows, top) = Places(x.Shape[1], w.Shape[0], rule.Strides.Rows, rule.Dilation.Rows, rule.Padding);
        var (columns, left) = Places(x.Shape[2], w.Shape[1], rule.Strides.Columns, rule.Dilation.Columns, rule.Padding);
        int filters = w.Shape[3];
        return Nd.Of([x.Shape[0], rows, columns, filters], i =>
        {
            double sum = 0;
            int group = i[3] / (filters / rule.Groups);
            for (int ky = 0; ky < w.Shape[0]; ky++)
            {
                for (int kx = 0; kx < w.Shape[1]; kx++)
                {
                    int row = (i[1] * rule.Strides.Rows) - top + (ky * rule.Dilation.Rows);
                    int column = (i[2] * rule.Strides.Columns) - left + (kx * rule.Dilation.Columns);
                    bool inside = row >= 0 && row < x.Shape[1] && column >= 0 && column < x.Shape[2];
                    for (int c = 0; inside && c < w.Shape[2]; c++)
                    {
                        sum += x[i[0], row, column, (group * w.Shape[2]) + c] * w[ky, kx, c, i[3]];
                    }
                }
            }

            return sum;
        });
    }

    /// <summary>A function of the values of each window of 2 × 3 that lie inside the image.</summary>
    private static Nd Pool(Nd x, int stride, Padding padding, Func<List<double>, double> function)
    {
        var (rows, top) = Places(x.Shape[1], 2, stride, 1, padding);
        var (columns, left) = Places(x.Shape[2], 3, stride, 1, padding);
        return Nd.Of([x.Shape[0], rows, columns, x.Shape[3]], i =>
        {
            List<double> values = [];
            for (int row = (i[1] * stride) - top; row < (i[1] * stride) - top + 2; row++)
            {
                for (int column = (i[2] * stride) - left; column < (i[2] * stride) - left + 3; column++)
                {
                    if (row >= 0 && row < x.Shape[1] && column >= 0 && column < x.Shape[2])
                    {
                        values.Add(x[i[0], row, column, i[3]]);
                    }
                }
            }

            return function(values);
        });
    }

    private sealed record ConvRule((int Rows, int Columns) Strides, (int Rows, int Columns) Dilation, int Groups, Padding Padding);
}
