using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// What attention layers share: they are called on a query, a value and maybe a key, with masks and switches. A mask travels on its tensor
/// (<see cref="Tensor.Mask"/>) unless it is given in the call. The output has the query's mask.
/// </summary>
public abstract class BaseAttention : Layer
{
    private protected const string QueryMask = "query_mask";
    private protected const string ValueMask = "value_mask";
    private protected const string KeyMask = "key_mask";
    private protected const string AttentionMask = "attention_mask";
    private const string Scores = "return_attention_scores";
    private const string Causal = "use_causal_mask";

    private protected static readonly string[] InputNames = ["query", "value", "key"];
    private protected static readonly string[] Switches = [Scores, Causal];

    private protected BaseAttention(string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        SupportsMasking = true;
    }

    /// <summary>The output for inputs in order.</summary>
    private protected abstract Tensors Attend(AttentionCall call, CallContext context);

    /// <inheritdoc/>
    protected sealed override Tensors Forward(Tensors inputs, CallContext context)
    {
        CallArguments arguments = context.Arguments ?? Signature!.InOrder(inputs.Count);
        if (inputs.Count != arguments.Names.Count || arguments.Shaping < 2)
        {
            throw new ArgumentException(
                $"{this} — the layer takes a query, a value and maybe a key. Received {Text.Of(inputs.Count)} inputs; call it on [query, value] or [query, value, key].");
        }

        Tensor? queryMask = At(QueryMask);
        Tensor? key = At(InputNames[2]);
        Tensor value = Masked(inputs[1], At(ValueMask));
        Tensor? keyMask = key == null ? null : At(KeyMask) ?? key.Mask;
        var call = new AttentionCall(
            Masked(inputs[0], queryMask), value, key ?? value, keyMask, At(AttentionMask), arguments.Has(Causal), arguments.Has(Scores));
        Tensors outputs = Attend(call, context);
        return queryMask == null ? outputs : (Tensors)(Tensor[])[Masked(outputs[0], queryMask), .. outputs.Skip(1)];

        Tensor? At(string name) => arguments.PlaceOf(name) is >= 0 and int place ? inputs[place] : null;
    }

    /// <summary>Calls the layer with tensors in the order of its signature, null where one is not given.</summary>
    private protected Tensors CallWith(Tensor?[] tensors, bool returnsScores, bool isCausal, bool? training)
    {
        (Tensors inputs, CallArguments arguments) = Signature!.Given(tensors, returnsScores, isCausal);
        return CallAll(inputs, arguments, training);
    }

    /// <summary>Refuses shapes of inputs that cannot attend to each other: [batch, …, size].</summary>
    private protected void CheckShapes(IReadOnlyList<Shape> shapes, int minRank)
    {
        if (shapes.Count is < 2 or > 3)
        {
            throw new ArgumentException(
                $"{this} — the layer takes a query, a value and maybe a key. Received {Text.Of(shapes.Count)} inputs; call it on [query, value] or [query, value, key].");
        }

        if (shapes.Any(shape => shape.Rank < minRank || shape.Rank != shapes[0].Rank))
        {
            throw new ShapeException(
                $"{this} — query, value and key have one rank, {Text.Of(minRank)} or more. Received shapes {string.Join(", ", shapes)}.");
        }

        Shape key = shapes[^1];
        for (int axis = 0; axis < key.Rank - 1; axis++)
        {
            if (shapes[1][axis] != key[axis] && Math.Min(shapes[1][axis], key[axis]) >= 0)
            {
                throw new ShapeException($"{this} — value and key have the same sources: all axes but the last are equal. Received shapes {shapes[1]} and {key}.");
            }
        }
    }

    private static Tensor Masked(Tensor x, Tensor? mask) => mask == null ? x : Ops.WithMask(x, mask.DType == DType.Bool ? mask : mask.Cast(DType.Bool));
}
