namespace Sharpkeras.Layers;

/// <summary>
/// Additive attention (Bahdanau et al. 2015): the scores of a target are Σ scale · tanh(query + key), and the output is the mean of the values
/// weighted by their softmax. Called on [query, value] or [query, value, key].
/// </summary>
/// <example><code>Tensor y = new AdditiveAttention().Call([query, value]);   // [8, 5, 16], [8, 9, 16] → [8, 5, 16]</code></example>
public sealed class AdditiveAttention : BaseDenseAttention
{
    private Variable? scale;

    /// <summary>An attention layer.</summary>
    /// <param name="useScale">Whether each element of query and key has a factor that is trained.</param>
    /// <param name="dropout">The share of the weights that become zero in training, in [0, 1].</param>
    /// <param name="seed">The seed of the dropout; null draws one.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dropout is outside of [0, 1].</exception>
    public AdditiveAttention(
        bool useScale = true, double dropout = 0, int? seed = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(useScale, dropout, seed, name, trainable, dtype)
    {
    }

    private protected override void AddWeights(int size) => scale = UseScale ? AddWeight("scale", [size], "glorot_uniform") : null;

    private protected override Tensor ScoresOf(Tensor query, Tensor key)
    {
        Tensor sums = Ops.Tanh(Ops.ExpandDims(query, -2) + Ops.ExpandDims(key, -3));
        return Ops.Sum(scale == null ? sums : scale * sums, -1);
    }
}
