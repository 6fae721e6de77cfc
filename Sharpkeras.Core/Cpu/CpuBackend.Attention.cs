using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Attention by heads; without sources or sizes the composition says what comes out.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Attention(
        in AttentionGeometry geometry, Tensor query, Tensor key, Tensor value, Tensor? bias, Tensor? mask, Tensor y, Tensor? statistics)
    {
        if (IsEmpty(geometry))
        {
            base.Attention(geometry, query, key, value, bias, mask, y, statistics);
            return;
        }

        Stats.Launched();
        var work = new AttentionForward { Work = WorkOf(geometry, query, key, value, bias, mask, statistics), Y = Pointer(y) };
        Lanes.Floating(y.DType, ref work);
    }

    public override void AttentionGradient(
        in AttentionGeometry geometry,
        Tensor query,
        Tensor key,
        Tensor value,
        Tensor? bias,
        Tensor? mask,
        Tensor statistics,
        Tensor dy,
        Tensor? dquery,
        Tensor? dkey,
        Tensor? dvalue,
        Tensor? dlogits)
    {
        if (IsEmpty(geometry))
        {
            base.AttentionGradient(geometry, query, key, value, bias, mask, statistics, dy, dquery, dkey, dvalue, dlogits);
            return;
        }

        Stats.Launched();
        var work = new AttentionBackward
        {
            Work = WorkOf(geometry, query, key, value, bias, mask, statistics),
            Dy = Pointer(dy),
            DQuery = PointerOrNull(dquery),
            DKey = PointerOrNull(dkey),
            DValue = PointerOrNull(dvalue),
            DLogits = PointerOrNull(dlogits),
        };
        Lanes.Floating(dy.DType, ref work);
    }

    private static bool IsEmpty(in AttentionGeometry g) =>
        g.Batch == 0 || g.Targets == 0 || g.Sources == 0 || g.Heads == 0 || g.Size == 0 || g.ValueSize == 0;

    private static AttentionWork WorkOf(
        in AttentionGeometry geometry, Tensor query, Tensor key, Tensor value, Tensor? bias, Tensor? mask, Tensor? statistics) => new()
        {
            Geometry = geometry,
            Query = Pointer(query),
            Key = Pointer(key),
            Value = Pointer(value),
            Bias = PointerOrNull(bias),
            Mask = (byte*)PointerOrNull(mask),
            BiasPlace = bias == null ? default : BroadcastPlace.Of(bias.Shape),
            MaskPlace = mask == null ? default : BroadcastPlace.Of(mask.Shape),
            Statistics = PointerOrNull(statistics),
        };

    private struct AttentionForward : IFloatingWork
    {
        public AttentionWork Work;
        public void* Y;

        public readonly void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new AttentionForwardBody<V, T> { Work = Work, Y = (T*)Y };
            WorkerPool.Run(body.Split(), ref body);
        }
    }

    private struct AttentionBackward : IFloatingWork
    {
        public AttentionWork Work;
        public void* Dy;
        public void* DQuery;
        public void* DKey;
        public void* DValue;
        public void* DLogits;

        public readonly void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new AttentionGradientBody<V, T>
            {
                Work = Work,
                Dy = (T*)Dy,
                DQuery = (T*)DQuery,
                DKey = (T*)DKey,
                DValue = (T*)DValue,
                DLogits = (T*)DLogits,
            };
            WorkerPool.Run(body.Split(), ref body);
        }
    }
}
