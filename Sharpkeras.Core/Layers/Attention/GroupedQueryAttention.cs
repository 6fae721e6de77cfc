using System.Text.Json.Nodes;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// Attention by several heads of queries, groups of which share a head of keys and values (Ainslie et al. 2023): fewer weights and less memory
/// than <see cref="MultiHeadAttention"/>. Keras's files call it <c>GroupQueryAttention</c>.
/// </summary>
/// <example><code>Tensor y = new GroupedQueryAttention(headDim: 16, numQueryHeads: 8, numKeyValueHeads: 2).Call(x, x);</code></example>
[KerasAlias(KerasName)]
public sealed class GroupedQueryAttention : BaseHeadAttention
{
    private const string KerasName = "GroupQueryAttention";

    /// <summary>A layer of attention by groups of heads.</summary>
    /// <param name="headDim">The size of a head, positive.</param>
    /// <param name="numQueryHeads">The number of heads of queries, a multiple of those of keys and values.</param>
    /// <param name="numKeyValueHeads">The number of heads of keys and values, positive.</param>
    /// <param name="dropout">The share of the weights of sources that become zero in training, in [0, 1].</param>
    /// <param name="useBias">Whether the dense layers add a bias.</param>
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
    /// <exception cref="ArgumentException">A size is not positive, the heads are no multiple, or the dropout is outside of [0, 1].</exception>
    public GroupedQueryAttention(
        int headDim,
        int numQueryHeads,
        int numKeyValueHeads,
        double dropout = 0,
        bool useBias = true,
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
            name ?? LayerNames.Next(nameof(GroupedQueryAttention)),
            trainable,
            dtype)
    {
        HeadDim = Check.Positive(headDim, nameof(headDim), ToString());
        NumQueryHeads = Check.Positive(numQueryHeads, nameof(numQueryHeads), ToString());
        NumKeyValueHeads = Check.Positive(numKeyValueHeads, nameof(numKeyValueHeads), ToString());
        if (numQueryHeads % numKeyValueHeads != 0)
        {
            throw new ArgumentException(
                $"{this} — numQueryHeads must be a multiple of numKeyValueHeads. Received {Text.Of(numQueryHeads)} and {Text.Of(numKeyValueHeads)}.", nameof(numQueryHeads));
        }
    }

    /// <inheritdoc/>
    public override string ClassName => KerasName;

    /// <summary>The size of a head.</summary>
    public int HeadDim { get; }

    /// <summary>The number of heads of queries.</summary>
    public int NumQueryHeads { get; }

    /// <summary>The number of heads of keys and values.</summary>
    public int NumKeyValueHeads { get; }

    private protected override HeadSizes Sizes => new(NumQueryHeads, NumKeyValueHeads, HeadDim, HeadDim);

    /// <inheritdoc/>
    public override void Build(IReadOnlyList<Shape> inputShapes)
    {
        if (inputShapes.Any(shape => shape.Rank != 3))
        {
            throw new ShapeException($"{this} — the inputs are sequences [batch, steps, size]. Received shapes {string.Join(", ", inputShapes)}.");
        }

        base.Build(inputShapes);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        JsonObject config = WithGate(base.GetConfig(), "kernel_initializer");
        Config.MoveBefore(config, "sliding_window", "kernel_initializer");
        return Config.MoveBefore(config, "dropout", "kernel_initializer");
    }

    private protected override Shape OutputSizes(int querySize) => [querySize];

    private protected override int[] AxesFor(int rank) => [1];
}
