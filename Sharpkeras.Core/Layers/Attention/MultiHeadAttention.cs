using System.Text.Json.Nodes;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// Attention by several heads (Vaswani et al. 2017): each has projections of its own of query, key and value, attends with
/// softmax(Q·Kᵀ / √keyDim)·V, and a dense layer puts the heads together. Self-attention is a call on the same tensor twice.
/// </summary>
/// <example><code>Tensor y = new MultiHeadAttention(numHeads: 8, keyDim: 16).Call(x, x);   // [16, 128, 128] → [16, 128, 128]</code></example>
public sealed class MultiHeadAttention : BaseHeadAttention
{
    private int[]? attentionAxes;

    /// <summary>A layer of attention by several heads.</summary>
    /// <param name="numHeads">The number of heads, positive.</param>
    /// <param name="keyDim">The size of a head's queries and keys, positive.</param>
    /// <param name="valueDim">The size of a head's values; keyDim when null.</param>
    /// <param name="dropout">The share of the weights of sources that become zero in training, in [0, 1].</param>
    /// <param name="useBias">Whether the dense layers add a bias.</param>
    /// <param name="outputShape">The output's axes behind those of the targets; the size of the query when null.</param>
    /// <param name="attentionAxes">The axes of query and value that are attended over; null for all between the batch and the last.</param>
    /// <param name="slidingWindow">The distance below which sources are seen; null for any.</param>
    /// <param name="kernelInitializer">The first values of the kernels; null for glorot_uniform.</param>
    /// <param name="biasInitializer">The first values of the biases; null for zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernels.</param>
    /// <param name="biasRegularizer">A penalty on the biases.</param>
    /// <param name="activityRegularizer">A penalty on the outputs of the dense layers inside.</param>
    /// <param name="kernelConstraint">Bounds of the kernels.</param>
    /// <param name="biasConstraint">Bounds of the biases.</param>
    /// <param name="useGate">Whether the heads' outputs are multiplied by a sigmoid of another dense layer of the query.</param>
    /// <param name="seed">The seed of the dropout; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the dropout is outside of [0, 1].</exception>
    public MultiHeadAttention(
        int numHeads,
        int keyDim,
        int? valueDim = null,
        double dropout = 0,
        bool useBias = true,
        Shape? outputShape = null,
        int[]? attentionAxes = null,
        int? slidingWindow = null,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        bool useGate = false,
        int? seed = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(
            new HeadOptions(
                dropout, useBias, slidingWindow, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, useGate, seed),
            name,
            trainable,
            dtype)
    {
        NumHeads = Check.Positive(numHeads, nameof(numHeads), ToString());
        KeyDim = Check.Positive(keyDim, nameof(keyDim), ToString());
        ValueDim = Check.Positive(valueDim ?? keyDim, nameof(valueDim), ToString());
        OutputShape = outputShape is { Rank: > 0 } ? outputShape : null;
        this.attentionAxes = attentionAxes is { Length: > 0 } ? [.. attentionAxes] : null;
    }

    /// <summary>The number of heads.</summary>
    public int NumHeads { get; }

    /// <summary>The size of a head's queries and keys.</summary>
    public int KeyDim { get; }

    /// <summary>The size of a head's values.</summary>
    public int ValueDim { get; }

    /// <summary>The output's axes behind those of the targets; null for the size of the query.</summary>
    public new Shape? OutputShape { get; }

    /// <summary>The axes that are attended over; null for all, until the layer is built.</summary>
    public IReadOnlyList<int>? AttentionAxes => attentionAxes;

    private protected override HeadSizes Sizes => new(NumHeads, NumHeads, KeyDim, ValueDim);

    /// <inheritdoc/>
    public override JsonObject GetConfig() => WithGate(base.GetConfig(), "output_shape");

    /// <summary>TF-Keras 2 wrote the shapes of the inputs into the config; the layer is built by its calls here.</summary>
    internal override bool TakeEntry(string key, JsonNode? value) => key is "query_shape" or "value_shape" or "key_shape" || base.TakeEntry(key, value);

    private protected override Shape OutputSizes(int querySize) => OutputShape ?? [querySize];

    private protected override int[] AxesFor(int rank)
    {
        int[] axes = attentionAxes is { } given
            ? [.. given.Select(axis => axis >= 0 ? axis : rank + axis)]
            : [.. Enumerable.Range(1, rank - 2)];
        if (axes.Any(axis => axis < 1 || axis > rank - 2) || axes.Distinct().Count() < axes.Length)
        {
            throw new ArgumentException(
                $"{this} — attentionAxes lie between the batch and the last axis, each once. Received {Text.List<int>(attentionAxes ?? axes, axis => Text.Of(axis))} for inputs of rank {Text.Of(rank)}.");
        }

        attentionAxes = axes;
        return [.. axes.Order()];
    }
}
