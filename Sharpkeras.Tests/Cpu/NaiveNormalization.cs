using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Normalization by channel and by row with plain loops in double.</summary>
internal sealed class NaiveNormalization(ChannelGeometry g, double[] x, double[] dy, double[] scale, double[] offset, double epsilon)
{
    public const double Epsilon = 1e-3;

    public double[] Mean { get; } = [.. Enumerable.Range(0, g.Channels).Select(c => Of(g, c).Select(i => x[i]).DefaultIfEmpty(double.NaN).Average())];

    public double[] Variance => [.. Mean.Select((mean, c) => Of(g, c).Select(i => (x[i] - mean) * (x[i] - mean)).DefaultIfEmpty(double.NaN).Average())];

    /// <summary>The places of a channel.</summary>
    public static IEnumerable<int> Of(ChannelGeometry g, int channel) =>
        from outer in Enumerable.Range(0, g.Outer)
        from inner in Enumerable.Range(0, g.Inner)
        select (((outer * g.Channels) + channel) * g.Inner) + inner;

    public double[] Forward(double[] mean, double[] variance) =>
        [.. x.Select((value, i) => (Normal(i, mean, variance) * scale[Channel(i)]) + offset[Channel(i)])];

    public double[] OffsetGradient() => [.. Enumerable.Range(0, g.Channels).Select(c => Of(g, c).Sum(i => dy[i]))];

    public double[] ScaleGradient(double[] mean, double[] variance) =>
        [.. Enumerable.Range(0, g.Channels).Select(c => Of(g, c).Sum(i => dy[i] * Normal(i, mean, variance)))];

    public double[] InputGradient(double[] mean, double[] variance, bool ofBatch)
    {
        double[] sums = OffsetGradient();
        double[] weighted = ScaleGradient(mean, variance);
        return [.. dy.Select((gradient, i) =>
        {
            int c = Channel(i);
            double through = ofBatch ? (sums[c] + (Normal(i, mean, variance) * weighted[c])) / g.Count : 0;
            return scale[c] / Math.Sqrt(variance[c] + epsilon) * (gradient - through);
        })];
    }

    private double Normal(int i, double[] mean, double[] variance) =>
        (x[i] - mean[Channel(i)]) / Math.Sqrt(variance[Channel(i)] + epsilon);

    private int Channel(int i) => i / g.Inner % g.Channels;
}
