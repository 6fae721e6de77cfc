using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>
/// softplus(ln Σ e^(γ·[d_p + m]₊·(d_p − m)) + ln Σ e^(γ·[1 + m − d_n]₊·(1 − m − d_n))) with the cosine distances d_p to samples of the same
/// class and d_n to those of others: the first are drawn near and the others pushed away, each the harder the farther it is from its goal
/// (Sun et al. 2020). y_true [batch] class numbers, y_pred [batch, size] vectors of length 1. Samples without a loss do not count in means.
/// </summary>
/// <example><code>Tensor loss = new Circle(margin: 0.3).Call(labels, embeddings);</code></example>
public sealed class Circle : Loss
{
    /// <summary>A loss.</summary>
    /// <param name="gamma">γ, the scale of similarities, positive.</param>
    /// <param name="margin">m, how far goals are relaxed, in [0, 1].</param>
    /// <param name="removeDiagonal">Whether a sample is no pair of its own.</param>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">γ is not positive, or m is outside of [0, 1].</exception>
    public Circle(
        double gamma = 80,
        double margin = 0.4,
        bool removeDiagonal = true,
        Reduction reduction = Reduction.SumOverBatchSize,
        string? name = null,
        DType? dtype = null)
        : base(reduction, name, dtype)
    {
        Gamma = Check.Above(gamma, 0, nameof(gamma), Name);
        Margin = Check.Range(margin, 0, 1, nameof(margin), Name);
        RemoveDiagonal = removeDiagonal;
    }

    /// <summary>The scale of similarities.</summary>
    public double Gamma { get; }

    /// <summary>How far goals are relaxed.</summary>
    public double Margin { get; }

    /// <summary>Whether a sample is no pair of its own.</summary>
    public bool RemoveDiagonal { get; }

    private protected override bool TakesClassNumbers => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = Labels(yTrue, yPred);
        int batch = yPred.Shape[0];
        Tensor same = Ops.Equal(labels.Reshape([batch, 1]), labels.Reshape([1, batch]));
        Tensor other = Ops.LogicalNot(same);
        if (RemoveDiagonal)
        {
            Tensor places = Ops.Arange(batch).To(labels.Device);
            same = Ops.LogicalAnd(same, Ops.NotEqual(places.Reshape([batch, 1]), places.Reshape([1, batch])));
        }

        Tensor distance = Ops.Relu(1 - Ops.MatMul(yPred, Ops.Transpose(yPred)));
        Tensor pull = Ops.Relu(distance + Margin) * (distance - Margin) * Gamma;
        Tensor push = Ops.Relu((1 + Margin) - distance) * ((1 - Margin) - distance) * Gamma;
        var (near, hasNear) = LogSumExp(pull, same);
        var (far, hasFar) = LogSumExp(push, other);
        Tensor losses = Ops.Softplus(near + far);
        return Ops.Where(Ops.LogicalAnd(hasNear, hasFar), losses, Ops.ZerosLike(losses));
    }

    /// <inheritdoc/>
    private protected override Tensor? Mask(Tensor yTrue, Tensor yPred, Tensor losses) => losses > 0;

    /// <summary>ln Σ eˣ of the pairs in each row that count, and whether there are any.</summary>
    private static (Tensor Value, Tensor Any) LogSumExp(Tensor x, Tensor counts)
    {
        Tensor chosen = Ops.Where(counts, x, Ops.Full(Shape.Scalar, -1e30, x.DType).To(x.Device));
        Tensor top = Ops.StopGradient(Ops.Max(chosen, 1, keepDims: true));
        Tensor any = top > -1e29;
        Tensor terms = Ops.Exp(chosen - Ops.Where(any, top, Ops.ZerosLike(top)));
        Tensor sum = Ops.Sum(terms, 1, keepDims: true);
        Tensor value = Ops.Log(Ops.Where(any, sum, Ops.OnesLike(sum))) + Ops.Where(any, top, Ops.ZerosLike(top));
        return (Ops.Squeeze(value, 1), Ops.Squeeze(any, 1));
    }

    private Tensor Labels(Tensor yTrue, Tensor yPred)
    {
        Check.Rank(yPred, 2, Name, "embeddings [batch, size]");
        if (yTrue.Length != yPred.Shape[0] || yTrue.Rank is not (1 or 2))
        {
            throw new ShapeException($"{Name} — needs a class number for each embedding. Received {yTrue.Shape} and {yPred.Shape}.");
        }

        return ClassLabels.ToInt32(yTrue).Reshape([yPred.Shape[0]]);
    }
}
