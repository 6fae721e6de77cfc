using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Batch and layer normalization: statistics in one pass over memory, results in one more.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void ChannelMoments(in ChannelGeometry geometry, Tensor x, Tensor mean, Tensor variance)
    {
        Stats.Launched();
        var work = new ChannelMomentsWork { Geometry = geometry, X = Pointer(x), Mean = Pointer(mean), Variance = Pointer(variance) };
        Lanes.Floating(x.DType, ref work);
    }

    public override void BatchNorm(
        in ChannelGeometry geometry, Tensor x, Tensor mean, Tensor variance, Tensor? scale, Tensor? offset, double epsilon, Tensor y)
    {
        Stats.Launched();
        var work = new ChannelForwardWork
        {
            Geometry = geometry,
            X = Pointer(x),
            Mean = Pointer(mean),
            Variance = Pointer(variance),
            Scale = PointerOrNull(scale),
            Offset = PointerOrNull(offset),
            Epsilon = epsilon,
            Y = Pointer(y),
        };
        Lanes.Floating(x.DType, ref work);
    }

    public override void BatchNormGradient(
        in ChannelGeometry geometry,
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
        Stats.Launched();
        var work = new ChannelGradientWork
        {
            Geometry = geometry,
            OfBatch = ofBatch,
            X = Pointer(x),
            Mean = Pointer(mean),
            Variance = Pointer(variance),
            Scale = PointerOrNull(scale),
            Gradient = Pointer(dy),
            Epsilon = epsilon,
            Dx = PointerOrNull(dx),
            Dscale = PointerOrNull(dscale),
            Doffset = PointerOrNull(doffset),
        };
        Lanes.Floating(x.DType, ref work);
    }

    public override void LayerNorm(
        bool centered, Tensor x, Tensor? scale, Tensor? offset, double epsilon, Tensor y, Tensor? statistics, int rows, int n)
    {
        Stats.Launched();
        var work = new RowForwardWork
        {
            Centered = centered,
            X = Pointer(x),
            Scale = PointerOrNull(scale),
            Offset = PointerOrNull(offset),
            Epsilon = epsilon,
            Y = Pointer(y),
            Statistics = PointerOrNull(statistics),
            Rows = rows,
            Length = n,
        };
        Lanes.Floating(x.DType, ref work);
    }

    public override void LayerNormGradient(
        bool centered, Tensor x, Tensor? scale, Tensor dy, Tensor statistics, Tensor? dx, Tensor? dscale, Tensor? doffset, int rows, int n)
    {
        Stats.Launched();
        var work = new RowGradientWork
        {
            Centered = centered,
            X = Pointer(x),
            Scale = PointerOrNull(scale),
            Gradient = Pointer(dy),
            Statistics = Pointer(statistics),
            Dx = PointerOrNull(dx),
            Dscale = PointerOrNull(dscale),
            Doffset = PointerOrNull(doffset),
            Rows = rows,
            Length = n,
        };
        Lanes.Floating(x.DType, ref work);
    }

    private static void* PointerOrNull(Tensor? tensor) => tensor == null ? null : Pointer(tensor);
}
