using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
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
        Shape logits = [query.Shape[0], query.Shape[2], query.Shape[1], key.Shape[1]];
        if (bias != null)
        {
            Check.SameDType(query, bias, "dot_product_attention");
            CheckFits(bias.Shape, logits, "bias");
        }

        if (mask is { DType: not DType.Bool })
        {
            throw new DTypeException(
                $"dot_product_attention — the mask must be Boolean. Received {mask.DType.KerasName()}; add numbers with bias, or convert with Cast(DType.Bool).");
        }

        if (mask != null)
        {
            CheckFits(mask.Shape, logits, "mask");
        }

        return Op.Apply(new DotProductAttentionOp(scale ?? 1 / Math.Sqrt(key.Shape[3]), isCausal, bias != null, mask != null), inputs);
    }

    private static void CheckFits(Shape shape, Shape logits, string argument)
    {
        if (Check.Broadcast(shape, logits, $"dot_product_attention ({argument})") != logits)
        {
            throw new ShapeException(
                $"dot_product_attention — the {argument} must broadcast to [batch, heads, targets, sources], which is {logits}. Received {shape}.");
        }
    }

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

/// <summary>Attention by heads, with an optional bias and after it an optional mask.</summary>
internal sealed class DotProductAttentionOp(double scale, bool isCausal, bool hasBias, bool hasMask) : Op
{
    public override string Name => "dot_product_attention";

    public override GradientNeeds Needs => GradientNeeds.Input;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) =>
        new([.. inputs[0].Shape.ToArray()[..^1], inputs[2].Shape[^1]], inputs[0].DType);

    public override void Forward(ref ForwardContext context)
    {
        ReadOnlySpan<Tensor> inputs = context.Inputs;
        AttentionGeometry geometry = Geometry(inputs[0].Shape, inputs[1].Shape, inputs[2].Shape);
        context.Saved = context.IsRecorded ? context.Backend.Rent([2, geometry.Batch, geometry.Heads, geometry.Targets], context.Output.DType) : null;
        context.Backend.Attention(
            geometry, inputs[0], inputs[1], inputs[2], hasBias ? inputs[3] : null, hasMask ? inputs[^1] : null, context.Output, context.Saved);
    }

    public override void Backward(GradContext context)
    {
        (Tensor query, Tensor key, Tensor value) = (context.Input(0), context.Input(1), context.Input(2));
        AttentionGeometry geometry = Geometry(query.Shape, key.Shape, value.Shape);
        Tensor? dquery = context.Wants(0) ? context.RentFor(0) : null;
        Tensor? dkey = context.Wants(1) ? context.RentFor(1) : null;
        Tensor? dvalue = context.Wants(2) ? context.RentFor(2) : null;
        Tensor? dlogits = hasBias && context.Wants(3) ? context.Rent(geometry.Logits, query.DType) : null;
        Tensor? bias = hasBias ? context.Input(3) : null;
        Tensor? mask = hasMask ? context.Input(context.InputCount - 1) : null;
        context.Backend.AttentionGradient(
            geometry, query, key, value, bias, mask, context.Saved, context.OutputGradient, dquery, dkey, dvalue, dlogits);
        foreach ((int place, Tensor? gradient) in new[] { (0, dquery), (1, dkey), (2, dvalue) })
        {
            if (gradient != null)
            {
                context.Give(place, gradient);
            }
        }

        if (dlogits != null)
        {
            context.Give(3, BroadcastGradient.SumTo(context.Backend, dlogits, bias!.Shape));
        }
    }

    private AttentionGeometry Geometry(Shape query, Shape key, Shape value) =>
        new(query[0], query[1], key[1], query[2], key[2], query[3], value[3], scale, isCausal);
}
