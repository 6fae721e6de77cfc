using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>What Keras on TensorFlow puts in the place of logits that the mask hides.</summary>
    private const double HiddenLogit = 3.38953e38 * -0.7;

    /// <summary>
    /// Attention softmax(scale · Q·Kᵀ + bias)·V for each head (Vaswani et al. 2017). Where there are fewer heads of keys and values than of
    /// queries, each serves a group of neighbouring queries' heads (Ainslie et al. 2023).
    /// </summary>
    /// <param name="query">[batch, targets, heads, size], float32 or float64.</param>
    /// <param name="key">[batch, sources, key heads, size], the same type; the number of heads is a multiple of that of key heads.</param>
    /// <param name="value">[batch, sources, key heads, value size], the same type.</param>
    /// <param name="bias">Added to the logits, broadcast to [batch, heads, targets, sources]; null for none.</param>
    /// <param name="mask">Boolean, broadcast to the same shape; false hides a source from a target. Null hides none.</param>
    /// <param name="scale">The factor of the logits; 1 / √size when null.</param>
    /// <param name="isCausal">Whether sources after a target are hidden from it.</param>
    /// <returns>[batch, targets, heads, value size]. A target from which all sources are hidden gets the mean of the values.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">The types differ, or the mask is not Boolean.</exception>
    /// <example><code>Tensor y = Ops.DotProductAttention(query, key, value, isCausal: true);</code></example>
    public static Tensor DotProductAttention(
        Tensor query, Tensor key, Tensor value, Tensor? bias = null, Tensor? mask = null, double? scale = null, bool isCausal = false)
    {
        Tensor[] inputs = [query, key, value, .. bias == null ? (Tensor[])[] : [bias], .. mask == null ? (Tensor[])[] : [mask]];
        if (Op.IsSymbolic(inputs))
        {
            (bool biased, bool masked) = (bias != null, mask != null);
            return Op.Compose(
                "dot_product_attention",
                inputs,
                all => DotProductAttention(all[0], all[1], all[2], biased ? all[3] : null, masked ? all[^1] : null, scale, isCausal),
                arguments: null);
        }

        CheckAttention(query, key, value);
        int groups = query.Shape[2] / Math.Max(1, key.Shape[2]);
        (key, value) = groups > 1 ? (Repeat(key, groups, axis: 2), Repeat(value, groups, axis: 2)) : (key, value);
        Tensor logits = Einsum("BTNH,BSNH->BNTS", query, key) * (scale ?? 1 / Math.Sqrt(key.Shape[3]));
        if (bias != null)
        {
            logits += Fitting(bias, logits, "bias");
        }

        if (mask is { DType: not DType.Bool })
        {
            throw new DTypeException(
                $"dot_product_attention — the mask must be Boolean. Received {mask.DType.KerasName()}; add numbers with bias, or convert with Cast(DType.Bool).");
        }

        Tensor? shown = mask == null ? null : Fitting(mask, logits, "mask");
        if (isCausal)
        {
            Tensor earlier = BelowDiagonal(logits, 0, "dot_product_attention");
            shown = shown == null ? earlier : LogicalAnd(shown, earlier);
        }

        Tensor kept = shown == null ? logits : Where(shown, logits, Constant(HiddenLogit, logits));
        return Einsum("BNTS,BSNH->BTNH", Softmax(kept), value);
    }

    private static Tensor Fitting(Tensor x, Tensor logits, string argument) =>
        Check.Broadcast(x.Shape, logits.Shape, $"dot_product_attention ({argument})") == logits.Shape
            ? x
            : throw new ShapeException(
                $"dot_product_attention — the {argument} must broadcast to [batch, heads, targets, sources], which is {logits.Shape}. Received {x.Shape}.");

    private static void CheckAttention(Tensor query, Tensor key, Tensor value)
    {
        Check.Floating(query, "dot_product_attention");
        Check.SameDType(query, key, "dot_product_attention");
        Check.SameDType(query, value, "dot_product_attention");
        (Shape q, Shape k, Shape v) = (query.Shape, key.Shape, value.Shape);
        bool fit = q.Rank == 4 && k.Rank == 4 && v.Rank == 4
            && q[0] == k[0] && q[3] == k[3] && k[..3] == v[..3]
            && (q[2] == k[2] || (k[2] > 0 && q[2] % k[2] == 0));
        if (!fit)
        {
            throw new ShapeException(
                "dot_product_attention — needs a query [batch, targets, heads, size], a key [batch, sources, key heads, size] and a value "
                + $"[batch, sources, key heads, value size], the heads being a multiple of the key heads. Received {q}, {k} and {v}.");
        }
    }
}
