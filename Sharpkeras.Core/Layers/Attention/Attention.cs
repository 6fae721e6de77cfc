namespace Sharpkeras.Layers;

/// <summary>
/// Dot-product attention (Luong et al. 2015): the scores of a target are the products of its query with the keys, and the output is the mean of
/// the values weighted by their softmax. Called on [query, value] or [query, value, key].
/// </summary>
/// <example><code>Tensor y = new Attention().Call([query, value]);   // [8, 5, 16], [8, 9, 16] → [8, 5, 16]</code></example>
public sealed class Attention : BaseDenseAttention
{
    private Variable? scale;
    private Variable? concatScoreWeight;

    /// <summary>An attention layer.</summary>
    /// <param name="useScale">Whether the scores have a factor that is trained, 1 at first.</param>
    /// <param name="scoreMode">How query and key are compared: by their product, or by w·Σ tanh(scale·(query + key)) with a trained w.</param>
    /// <param name="dropout">The share of the weights that become zero in training, in [0, 1].</param>
    /// <param name="seed">The seed of the dropout; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dropout is outside of [0, 1].</exception>
    public Attention(
        bool useScale = false,
        ScoreMode scoreMode = ScoreMode.Dot,
        double dropout = 0,
        int? seed = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(useScale, dropout, seed, name, trainable, dtype)
    {
        ScoreMode = scoreMode;
    }

    /// <summary>How query and key are compared.</summary>
    public ScoreMode ScoreMode { get; }

    private protected override void AddWeights(int size)
    {
        scale = UseScale ? AddWeight("scale", [], "ones") : null;
        concatScoreWeight = ScoreMode == ScoreMode.Concat ? AddWeight("concat_score_weight", [], "ones") : null;
    }

    private protected override Tensor ScoresOf(Tensor query, Tensor key)
    {
        if (ScoreMode == ScoreMode.Dot)
        {
            Tensor products = Ops.MatMul(query, Ops.SwapAxes(key, -2, -1));
            return scale == null ? products : products * scale;
        }

        Tensor sums = Ops.ExpandDims(query, -2) + Ops.ExpandDims(key, -3);
        return concatScoreWeight! * Ops.Sum(Ops.Tanh(scale == null ? sums : scale * sums), -1);
    }

    /// <summary>Products of sequences are one operation, with one head.</summary>
    private protected override Tensor? AtOnce(AttentionCall call)
    {
        if (ScoreMode != ScoreMode.Dot || call.Query.Rank != 3)
        {
            return null;
        }

        Tensor query = scale == null ? call.Query : call.Query * scale;
        Tensor output = Ops.DotProductAttention(
            Ops.ExpandDims(query, 2), Ops.ExpandDims(call.Key, 2), Ops.ExpandDims(call.Value, 2), scale: 1, isCausal: call.IsCausal);
        return Ops.Squeeze(output, 2);
    }
}
