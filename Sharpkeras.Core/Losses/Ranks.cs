namespace Sharpkeras.Losses;

/// <summary>Tensors whose ranks differ by a last axis of length 1, brought to one rank as Keras does.</summary>
internal static class Ranks
{
    /// <summary>
    /// Takes the last axis of length 1 from the one that has it; where the other is a vector, that gets one instead
    /// (unless <paramref name="expandVectors"/> is false).
    /// </summary>
    public static (Tensor A, Tensor B) Match(Tensor a, Tensor b, bool expandVectors = true)
    {
        if (a.Rank == b.Rank + 1 && a.Shape[^1] == 1)
        {
            return b.Rank == 1 && expandVectors ? (a, Expanded(b)) : (a.Reshape(a.Shape[..^1]), b);
        }

        if (b.Rank == a.Rank + 1 && b.Shape[^1] == 1)
        {
            return a.Rank == 1 && expandVectors ? (Expanded(a), b) : (a, b.Reshape(b.Shape[..^1]));
        }

        return (a, b);
    }

    /// <summary>The mean along the last axis; a scalar is its own.</summary>
    public static Tensor MeanOfLast(Tensor x) => x.Rank == 0 ? x : Ops.Mean(x, -1);

    private static Tensor Expanded(Tensor vector) => vector.Reshape([vector.Shape[0], 1]);
}
