using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Sums of the entries with the same segment.</summary>
    /// <param name="data">[n, …], a numeric type.</param>
    /// <param name="segmentIds">[n], int32 or int64: the segment of each entry.</param>
    /// <param name="numSegments">The number of segments; null for the largest id plus one, which has no symbolic form.</param>
    /// <param name="sorted">Whether the ids come in order; without effect here.</param>
    /// <returns>[segments, …]; 0 for a segment without entries.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an id is outside.</exception>
    /// <example><code>Tensor totals = Ops.SegmentSum(data, ids, numSegments: 3);</code></example>
    public static Tensor SegmentSum(Tensor data, Tensor segmentIds, int? numSegments = null, bool sorted = false)
    {
        if (data.IsSymbolic || segmentIds.IsSymbolic)
        {
            return Op.Compose("segment_sum", [data, segmentIds], all => SegmentSum(all[0], all[1], numSegments, sorted), ("num_segments", numSegments), ("sorted", sorted));
        }

        return Segments(data, segmentIds, numSegments, sorted, 0, ScatterReduction.Add);
    }

    /// <summary>The largest of the entries with the same segment.</summary>
    /// <param name="data">[n, …], a numeric type.</param>
    /// <param name="segmentIds">[n], int32 or int64: the segment of each entry.</param>
    /// <param name="numSegments">The number of segments; null for the largest id plus one, which has no symbolic form.</param>
    /// <param name="sorted">Whether the ids come in order; without effect here.</param>
    /// <returns>[segments, …]; the lowest finite value of the type for a segment without entries.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an id is outside.</exception>
    public static Tensor SegmentMax(Tensor data, Tensor segmentIds, int? numSegments = null, bool sorted = false)
    {
        if (data.IsSymbolic || segmentIds.IsSymbolic)
        {
            return Op.Compose("segment_max", [data, segmentIds], all => SegmentMax(all[0], all[1], numSegments, sorted), ("num_segments", numSegments), ("sorted", sorted));
        }

        return Segments(data, segmentIds, numSegments, sorted, Extreme(data.DType, lowest: true), ScatterReduction.Max);
    }

    /// <summary>The smallest of the entries with the same segment.</summary>
    /// <param name="data">[n, …], a numeric type.</param>
    /// <param name="segmentIds">[n], int32 or int64: the segment of each entry.</param>
    /// <param name="numSegments">The number of segments; null for the largest id plus one, which has no symbolic form.</param>
    /// <param name="sorted">Whether the ids come in order; without effect here.</param>
    /// <returns>[segments, …]; the highest finite value of the type for a segment without entries.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an id is outside.</exception>
    public static Tensor SegmentMin(Tensor data, Tensor segmentIds, int? numSegments = null, bool sorted = false)
    {
        if (data.IsSymbolic || segmentIds.IsSymbolic)
        {
            return Op.Compose("segment_min", [data, segmentIds], all => SegmentMin(all[0], all[1], numSegments, sorted), ("num_segments", numSegments), ("sorted", sorted));
        }

        return Segments(data, segmentIds, numSegments, sorted, Extreme(data.DType, lowest: false), ScatterReduction.Min);
    }

    /// <summary>Products of the entries with the same segment.</summary>
    /// <param name="data">[n, …], a numeric type.</param>
    /// <param name="segmentIds">[n], int32 or int64: the segment of each entry.</param>
    /// <param name="numSegments">The number of segments; null for the largest id plus one, which has no symbolic form.</param>
    /// <param name="sorted">Whether the ids come in order; without effect here.</param>
    /// <returns>[segments, …]; 1 for a segment without entries.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or an id is outside.</exception>
    public static Tensor SegmentProd(Tensor data, Tensor segmentIds, int? numSegments = null, bool sorted = false)
    {
        if (data.IsSymbolic || segmentIds.IsSymbolic)
        {
            return Op.Compose("segment_prod", [data, segmentIds], all => SegmentProd(all[0], all[1], numSegments, sorted), ("num_segments", numSegments), ("sorted", sorted));
        }

        return Segments(data, segmentIds, numSegments, sorted, 1, ScatterReduction.Mul);
    }

    private static Tensor Segments(Tensor data, Tensor ids, int? count, bool sorted, double empty, ScatterReduction reduction)
    {
        _ = sorted;
        IndexCheck.Type(ids, "segment");
        if (ids.Rank != 1 || data.Rank == 0 || data.Shape[0] != ids.Shape[0])
        {
            throw new ShapeException($"segment — needs an id for each entry of the first axis. Received data {data.Shape} and ids {ids.Shape}.");
        }

        int segments = count ?? (ids.Length == 0 ? 0 : checked(Max(ids).Item<int>() + 1));
        IndexCheck.Range(ids, segments, "segment", "id");
        int inner = checked((int)data.Shape[1..].Length);
        Tensor rows = Filled(data, [segments, inner], empty, data.DType);
        return ScatterRows(rows, ids, data.Reshape([data.Shape[0], inner]), reduction).Reshape(data.Shape.With(0, segments));
    }

    private static double Extreme(DType dtype, bool lowest) => dtype switch
    {
        DType.Float32 => lowest ? float.MinValue : float.MaxValue,
        DType.Float64 => lowest ? double.MinValue : double.MaxValue,
        DType.Int8 => lowest ? sbyte.MinValue : sbyte.MaxValue,
        DType.UInt8 => lowest ? byte.MinValue : byte.MaxValue,
        DType.Int16 => lowest ? short.MinValue : short.MaxValue,
        DType.Int32 => lowest ? int.MinValue : int.MaxValue,
        _ => lowest ? long.MinValue : long.MaxValue,
    };
}
