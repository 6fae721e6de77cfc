using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Normalization channel by channel: x is [outer, channels, inner], what belongs to channels is [channels, 1].</summary>
internal static class NormalizationCompositions
{
    public static void ChannelMoments(Backend backend, in ChannelGeometry g, Tensor x, Tensor mean, Tensor variance)
    {
        using var scope = new TensorScope();
        var math = new TensorMath(backend);
        Tensor center = math.Divide(Sum(math, g, x), g.Count);
        Tensor deviation = math.Subtract(Cube(g, x), center);
        backend.Copy(center, mean);
        backend.Copy(math.Divide(Sum(math, g, math.Multiply(deviation, deviation)), g.Count), variance);
    }

    public static void BatchNorm(
        Backend backend, in ChannelGeometry g, Tensor x, Tensor mean, Tensor variance, Tensor? scale, Tensor? offset, double epsilon, Tensor y)
    {
        using var scope = new TensorScope();
        var math = new TensorMath(backend);
        Tensor factor = Factor(math, g, variance, scale, epsilon);
        Tensor result = math.Multiply(math.Subtract(Cube(g, x), Column(g, mean)), factor);
        backend.Copy(offset == null ? result : math.Add(result, Column(g, offset)), y);
    }

    public static void BatchNormGradient(
        Backend backend,
        in ChannelGeometry g,
        bool ofBatch,
        Tensor x,
        Tensor mean,
        Tensor variance,
        Tensor? scale,
        Tensor dy,
        double epsilon,
        Tensor? dx,
        Tensor? dscale,
        Tensor? doffset)
    {
        using var scope = new TensorScope();
        var math = new TensorMath(backend);
        Tensor normal = math.Multiply(math.Subtract(Cube(g, x), Column(g, mean)), math.InverseRoot(Column(g, variance), epsilon));
        Tensor gradient = Cube(g, dy);
        Tensor sum = Sum(math, g, dy);
        Tensor weighted = Sum(math, g, math.Multiply(gradient, normal));
        if (dscale != null && doffset != null)
        {
            backend.Copy(weighted, dscale);
            backend.Copy(sum, doffset);
        }

        if (dx == null)
        {
            return;
        }

        if (ofBatch)
        {
            gradient = math.Subtract(gradient, math.Divide(sum, g.Count));
            gradient = math.Subtract(gradient, math.Multiply(normal, math.Divide(weighted, g.Count)));
        }

        backend.Copy(math.Multiply(gradient, Factor(math, g, variance, scale, epsilon)), dx);
    }

    /// <summary>scale / √(variance + ε).</summary>
    private static Tensor Factor(TensorMath math, in ChannelGeometry g, Tensor variance, Tensor? scale, double epsilon)
    {
        Tensor inverse = math.InverseRoot(Column(g, variance), epsilon);
        return scale == null ? inverse : math.Multiply(inverse, Column(g, scale));
    }

    private static Tensor Sum(TensorMath math, in ChannelGeometry g, Tensor x)
    {
        Tensor rows = math.Sum(x, checked(g.Outer * g.Channels), g.Inner, 1, [g.Outer, g.Channels, 1]);
        return math.Sum(rows, 1, g.Outer, g.Channels, [g.Channels, 1]);
    }

    private static Tensor Cube(in ChannelGeometry g, Tensor x) => x.View([g.Outer, g.Channels, g.Inner], x.Offset);

    private static Tensor Column(in ChannelGeometry g, Tensor x) => x.View([g.Channels, 1], x.Offset);
}
