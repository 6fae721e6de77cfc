using Sharpkeras.Examples.GpuBenchmark.Measuring;
using Sharpkeras.Kernels;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>What memory limits in a network: the bytes counted are those that cannot be avoided.</summary>
internal static class LayerKernels
{
    private const int Columns = 1024;
    private const int Channels = 64;

    public static MeasurementGroup Create() => new(
        "Softmax, batch normalisation, Adam",
        [
            Measurement.Of("softmax", Softmax),
            Measurement.Of("softmax, gradient", SoftmaxGradient),
            Measurement.Of("batch normalisation, training", BatchNorm),
            Measurement.Of("batch normalisation, gradient", BatchNormGradient),
            Measurement.Of("Adam", Adam),
        ]);

    private static Figure Softmax(Bench bench) => Measure(bench, "softmax", 2, 2, n =>
    {
        Tensor x = bench.Random(n), y = bench.Random(n);
        return () => bench.Backend.Softmax(x, y, n / Columns, Columns);
    });

    private static Figure SoftmaxGradient(Bench bench) => Measure(bench, "softmax, gradient", 3, 3, n =>
    {
        Tensor y = bench.Random(n), dy = bench.Random(n), dx = bench.Random(n);
        return () => bench.Backend.SoftmaxGradient(y, dy, dx, n / Columns, Columns);
    });

    /// <summary>The batch is read for its moments and again to be normalized.</summary>
    private static Figure BatchNorm(Bench bench) => Measure(bench, "batch normalisation, training", 3, 2, n =>
    {
        var geometry = new ChannelGeometry(n / Channels, Channels, 1);
        Tensor x = bench.Random(n), y = bench.Random(n);
        Tensor mean = bench.Random(Channels), variance = bench.Random(Channels), scale = bench.Random(Channels), offset = bench.Random(Channels);
        return () =>
        {
            bench.Backend.ChannelMoments(geometry, x, mean, variance);
            bench.Backend.BatchNorm(geometry, x, mean, variance, scale, offset, 1e-3, y);
        };
    });

    /// <summary>Two tensors are read for the sums and again for the result.</summary>
    private static Figure BatchNormGradient(Bench bench) => Measure(bench, "batch normalisation, gradient", 5, 3, n =>
    {
        var geometry = new ChannelGeometry(n / Channels, Channels, 1);
        Tensor x = bench.Random(n), dy = bench.Random(n), dx = bench.Random(n);
        Tensor mean = bench.Random(Channels), variance = bench.Random(Channels), scale = bench.Random(Channels);
        Tensor dscale = bench.Random(Channels), doffset = bench.Random(Channels);
        return () => bench.Backend.BatchNormGradient(geometry, true, x, mean, variance, scale, dy, 1e-3, dx, dscale, doffset);
    });

    private static Figure Adam(Bench bench) => Measure(bench, "Adam", 7, 4, n =>
    {
        Tensor w = bench.Random(n), g = bench.Random(n), m = bench.Random(n), v = bench.Random(n);
        return () => bench.Backend.AdamStep(w, g, m, v, null, 1e-9, 0.9, 0.999, 1e-7);
    });

    private static Figure Measure(Bench bench, string name, int passes, int tensors, Func<int, Action> prepare)
    {
        Timing timing = bench.Time(new Workload(Bandwidth.Sizes(bench), n => passes * 4.0 * n, n => tensors * 4L * n, prepare));
        return new Figure(name, timing.Rate / 1e9, Unit.Gigabytes, Format.Mebibytes(4.0 * timing.Size));
    }
}
