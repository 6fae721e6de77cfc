using System.Text.Json.Nodes;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// An <see cref="Embedding"/> that also works backwards: <see cref="Reverse"/> (Keras's <c>layer(x, reverse=True)</c>) takes [batch, …, output dim] to
/// a number for each index, [batch, …, input dim], with the same rows or with a matrix of its own (Press and Wolf 2016).
/// </summary>
/// <param name="inputDim">The number of rows: the largest index plus one. Positive.</param>
/// <param name="outputDim">The length of a row, positive.</param>
/// <param name="tieWeights">Whether the way back uses the same rows; else <c>reverse_embeddings</c> [output dim, input dim].</param>
/// <param name="embeddingsInitializer">The first values of the rows and of the way back; null for uniform in [−0.05, 0.05).</param>
/// <param name="embeddingsRegularizer">A penalty on the rows.</param>
/// <param name="embeddingsConstraint">Bounds of the rows.</param>
/// <param name="maskZero">Whether index 0 stands for padding: the output then has a mask that hides it.</param>
/// <param name="reverseDtype">The type of the computation on the way back; null for the layer's.</param>
/// <param name="logitSoftCap">A bound c of the numbers on the way back, c · tanh(x / c), positive; null for none.</param>
/// <param name="weights">The first values of the rows, [input dim, output dim]; the layer is built at once then. Null for the initializer's.</param>
/// <param name="activityRegularizer">A penalty on the output.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Whether training changes the weights.</param>
/// <param name="dtype">The type of the rows.</param>
/// <exception cref="ArgumentException">A size or the bound is not positive, or the type is not floating.</exception>
/// <exception cref="ShapeException">The given values have another shape.</exception>
/// <example>
/// <code>
/// var embedding = new ReversibleEmbedding(1000, 64);
/// Tensor hidden = embedding.Call(tokens);       // [8, 20] → [8, 20, 64]
/// Tensor logits = embedding.Reverse(hidden);    // [8, 20, 64] → [8, 20, 1000]
/// </code>
/// </example>
public sealed class ReversibleEmbedding(
    int inputDim,
    int outputDim,
    bool tieWeights = true,
    Initializer? embeddingsInitializer = null,
    Regularizer? embeddingsRegularizer = null,
    Constraint? embeddingsConstraint = null,
    bool maskZero = false,
    DType? reverseDtype = null,
    double? logitSoftCap = null,
    Tensor? weights = null,
    Regularizer? activityRegularizer = null,
    string? name = null,
    bool trainable = true,
    DType dtype = DType.Float32)
    : Embedding(
        inputDim,
        outputDim,
        embeddingsInitializer,
        embeddingsRegularizer,
        embeddingsConstraint,
        maskZero,
        weights,
        activityRegularizer,
        name,
        trainable,
        dtype)
{
    private Variable? reverseEmbeddings;

    /// <summary>Whether the way back uses the same rows.</summary>
    public bool TieWeights { get; } = tieWeights;

    /// <summary>The type of the computation on the way back; null for the layer's.</summary>
    public DType? ReverseDtype { get; } = reverseDtype is null || reverseDtype.Value.IsFloating()
        ? reverseDtype
        : throw new ArgumentException(
            $"reversible_embedding — reverseDtype must be floating. Received {reverseDtype.Value.KerasName()}.", nameof(reverseDtype));

    /// <summary>The bound of the numbers on the way back; null for none.</summary>
    public double? LogitSoftCap { get; } =
        logitSoftCap is { } cap ? Check.AboveZero(cap, nameof(logitSoftCap), "reversible_embedding") : null;

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        base.Build(inputShape);
        reverseEmbeddings = TieWeights ? null : AddWeight("reverse_embeddings", [OutputDim, InputDim], EmbeddingsInitializer);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        config["tie_weights"] = TieWeights;
        config["reverse_dtype"] = ReverseDtype?.KerasName();
        config["logit_soft_cap"] = LogitSoftCap;
        return config;
    }

    /// <summary>The way back: the product of vectors with all rows. Builds the layer on first use.</summary>
    /// <param name="input">[…, output dim], floating, rank 2 or more.</param>
    /// <returns>[…, input dim] in the type of the way back.</returns>
    /// <exception cref="ShapeException">The last axis has another length, or the rank is below 2.</exception>
    public Tensor Reverse(Tensor input)
    {
        Check.Floating(input, ToString());
        if (input.Rank < 2 || input.Shape[^1] != OutputDim)
        {
            throw new ShapeException($"{this} — the way back needs an input of rank 2 or more whose last axis is {Text.Of(OutputDim)}. Received shape {input.Shape}.");
        }

        EnsureBuilt([-1]);
        int scope = ScopeStack.Open();
        try
        {
            DType type = ReverseDtype ?? DType;
            Tensor kernel = (reverseEmbeddings ?? Embeddings).Value.Cast(type);
            Tensor logits = Op.Apply(new MatMulOp(transposeB: reverseEmbeddings == null), input.Cast(type), kernel);
            Tensor result = LogitSoftCap is { } bound ? Ops.Tanh(logits / bound) * bound : logits;
            ScopeStack.Keep(scope, result);
            return result;
        }
        finally
        {
            ScopeStack.Close(scope);
        }
    }
}
