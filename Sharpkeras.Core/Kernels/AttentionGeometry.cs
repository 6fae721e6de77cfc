namespace Sharpkeras.Kernels;

/// <summary>
/// The sizes of attention by heads: queries [batch, targets, heads, size], keys [batch, sources, key heads, size] and values [batch, sources,
/// key heads, value size]. Neighbouring heads of queries share a head of keys; the logits are [batch, heads, targets, sources].
/// </summary>
/// <param name="Batch">The number of samples.</param>
/// <param name="Targets">The number of queries of a sample.</param>
/// <param name="Sources">The number of keys and values of a sample.</param>
/// <param name="Heads">The number of heads of queries.</param>
/// <param name="KeyHeads">The number of heads of keys and values; it divides that of queries.</param>
/// <param name="Size">The size of a query and of a key.</param>
/// <param name="ValueSize">The size of a value.</param>
/// <param name="Scale">The factor of the logits.</param>
/// <param name="IsCausal">Whether sources after a target are hidden from it.</param>
public readonly record struct AttentionGeometry(
    int Batch, int Targets, int Sources, int Heads, int KeyHeads, int Size, int ValueSize, double Scale, bool IsCausal)
{
    /// <summary>The logit of a hidden source: what Keras on TensorFlow puts there.</summary>
    public const double HiddenLogit = 3.38953e38 * -0.7;

    /// <summary>The heads of queries that share one of keys.</summary>
    public int Group => Heads / Math.Max(1, KeyHeads);

    /// <summary>The shape of the logits.</summary>
    public Shape Logits => [Batch, Heads, Targets, Sources];
}
