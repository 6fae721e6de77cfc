using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>The computation: at once where nobody needs the scores, else with them.</summary>
public abstract partial class BaseHeadAttention
{
    private protected sealed override Tensors Attend(AttentionCall call, CallContext context)
    {
        Tensor query = queryDense.Call(call.Query, context);
        Tensor key = keyDense.Call(call.Key, context);
        Tensor? gate = gateDense?.Call(call.Query, context);
        Tensor value = valueDense.Call(call.Value, context);
        double scale = 1 / Math.Sqrt(Sizes.KeySize);
        bool isSequence = query.Rank == 4 && equations.IsTrailing;
        bool needsMask = call.IsCausal || HasMask(call);
        Tensor output;
        Tensor? scores = null;
        if (call.ReturnsScores || Dropout > 0 || !equations.IsTrailing || (needsMask && !isSequence))
        {
            scores = ScoresOf(call, query, key, scale, context);
            Tensor weights = Dropout > 0 ? dropoutLayer.Call(scores, context) : scores;
            output = Ops.Einsum(equations.Means, weights, Repeated(value));
        }
        else
        {
            Tensor? mask = isSequence && HasMask(call) ? MaskOf(call, query, withCausal: false) : null;
            output = AtOnce(query, key, value, mask, scale, call.IsCausal);
        }

        output = outputDense.Call(gate == null ? output : output * gate, context);
        return call.ReturnsScores ? (Tensors)(Tensor[])[output, scores!] : output;
    }

    private bool HasMask(AttentionCall call) =>
        call.Query.Mask != null || call.Value.Mask != null || call.KeyMask != null || call.AttentionMask != null || SlidingWindow != null;

    /// <summary>Axes in front of those that are attended over count to the batch, and those of sources are one.</summary>
    private Tensor AtOnce(Tensor query, Tensor key, Tensor value, Tensor? mask, double scale, bool isCausal)
    {
        if (query.Rank == 4)
        {
            return Ops.DotProductAttention(query, key, value, null, mask, scale, isCausal);
        }

        Tensor output = Ops.DotProductAttention(Merged(query), Merged(key), Merged(value), scale: scale);
        return output.Reshape([.. query.Shape.ToArray()[..^1], value.Shape[^1]]);

        Tensor Merged(Tensor x)
        {
            (Shape batch, Shape steps) = (x.Shape[..equations.First], x.Shape[equations.First..^2]);
            return x.Reshape([checked((int)batch.Length), checked((int)steps.Length), x.Shape[^2], x.Shape[^1]]);
        }
    }

    /// <summary>The weights of the sources for each target; 0 for those that are hidden.</summary>
    private Tensor ScoresOf(AttentionCall call, Tensor query, Tensor key, double scale, CallContext context)
    {
        Tensor products = Ops.Einsum(equations.Products, query * scale, Repeated(key));
        Tensor? mask = MaskOf(call, query, withCausal: true);
        if (mask != null)
        {
            products = Ops.WithMask(products, WithHeads(mask, products.Rank));
        }

        return softmax.Call(products, context);
    }

    /// <summary>The masks of query, value and key, of the order, of the window and that of the call together; null for none.</summary>
    private Tensor? MaskOf(AttentionCall call, Tensor query, bool withCausal)
    {
        (int targets, int sources) = (call.Query.Shape[1], call.Value.Shape[1]);
        Tensor? mask = call.Query.Mask is { } ofQuery ? Ops.ExpandDims(ofQuery, -1) : null;
        mask = And(mask, call.Value.Mask is { } ofValue ? Ops.ExpandDims(ofValue, -2) : null);
        mask = And(mask, call.KeyMask is { } ofKey ? Ops.ExpandDims(ofKey, -2) : null);
        mask = And(mask, call.IsCausal && withCausal ? Ops.CausalMask(query, targets, sources) : null);
        mask = And(mask, SlidingWindow is { } window ? Ops.WindowMask(query, targets, sources, window) : null);
        int rank = query.Rank - 1 + equations.Attended;
        return call.AttentionMask is { } own
            ? And(mask == null ? null : WithHeads(mask, rank), WithHeads(own.DType == DType.Bool ? own : own.Cast(DType.Bool), rank))
            : mask == null ? null : WithHeads(mask, rank);
    }

    private static Tensor? And(Tensor? one, Tensor? other) => one == null ? other : other == null ? one : Ops.LogicalAnd(one, other);

    /// <summary>A mask in the rank of the scores: what it does not have are the axes in front of the targets, the batch excepted.</summary>
    private Tensor WithHeads(Tensor mask, int rank)
    {
        if (mask.Rank > rank)
        {
            throw new ShapeException($"{this} — a mask broadcasts to [batch, heads, targets, sources], which has rank {Text.Of(rank)}. Received shape {mask.Shape}.");
        }

        List<int> lengths = [.. mask.Shape.ToArray()];
        while (lengths.Count < rank)
        {
            lengths.Insert(Math.Max(0, lengths.Count - (2 * equations.Attended)), 1);
        }

        return mask.Reshape([.. lengths]);
    }

    /// <summary>Heads of keys or values that serve a group of queries' heads, once for each.</summary>
    private Tensor Repeated(Tensor x) => Sizes.QueryHeads == Sizes.KeyHeads ? x : Ops.Repeat(x, Sizes.QueryHeads / Sizes.KeyHeads, axis: 2);
}
