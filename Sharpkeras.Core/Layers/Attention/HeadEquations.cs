namespace Sharpkeras.Layers;

/// <summary>
/// The equations of attention along any axes, for projections [batch, …, heads, size]: axes that are not attended over, the heads among them,
/// come first in the scores, then those of targets, then those of sources.
/// </summary>
internal sealed class HeadEquations
{
    /// <summary>The equations for a rank of the projections and the axes that are attended over.</summary>
    public HeadEquations(int rank, int[] axes)
    {
        char[] target = [.. Enumerable.Range(0, rank).Select(axis => (char)('a' + axis))];
        char[] source = [.. target];
        for (int i = 0; i < axes.Length; i++)
        {
            source[axes[i]] = (char)('A' + i);
        }

        string kept = string.Concat(Enumerable.Range(0, rank - 1).Except(axes).Select(axis => target[axis]));
        string scores = kept + string.Concat(axes.Select(axis => target[axis])) + string.Concat(axes.Select(axis => source[axis]));
        Products = $"{string.Concat(target)},{string.Concat(source)}->{scores}";
        Means = $"{scores},{string.Concat(source)}->{string.Concat(target)}";
        Attended = axes.Length;
        IsTrailing = axes.Length > 0 && axes[0] == rank - 2 - axes.Length;
        First = axes.Length > 0 ? axes[0] : 0;
    }

    /// <summary>The scores of queries and keys.</summary>
    public string Products { get; }

    /// <summary>The outputs of scores and values.</summary>
    public string Means { get; }

    /// <summary>How many axes are attended over.</summary>
    public int Attended { get; }

    /// <summary>The first of them.</summary>
    public int First { get; }

    /// <summary>Whether they stand one behind the other in front of the heads: together they are as one axis.</summary>
    public bool IsTrailing { get; }
}
