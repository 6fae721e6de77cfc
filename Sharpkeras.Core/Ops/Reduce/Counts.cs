using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>How often each whole number occurs, or the sum of its weights. It looks at the values: there is no symbolic form.</summary>
    /// <param name="x">[n] or [batch, n], int32 or int64, not negative.</param>
    /// <param name="weights">The same shape, a numeric type; null to count.</param>
    /// <param name="minLength">The least length of the result.</param>
    /// <returns>[length] or [batch, length] with the largest number plus one, or <paramref name="minLength"/>; int32, or the weights' type.</returns>
    /// <exception cref="ArgumentException">A number is negative, or the shapes do not fit.</exception>
    /// <example><code>Tensor counts = Ops.Bincount(labels, minLength: 10);</code></example>
    public static Tensor Bincount(this Tensor x, Tensor? weights = null, int minLength = 0)
    {
        IndexCheck.Type(x, "bincount");
        if (x.Rank is not (1 or 2))
        {
            throw new ShapeException($"bincount — needs a vector or a matrix. Received shape {x.Shape}.");
        }

        int length = x.Length == 0 ? minLength : Math.Max(minLength, checked(Max(x).Item<int>() + 1));
        Tensor values = weights ?? Filled(x, x.Shape, 1, DType.Int32);
        Check.SameShape(x.Shape, values.Shape, "bincount");
        IndexCheck.Range(x, length, "bincount", "number");
        int rows = x.Rank == 2 ? x.Shape[0] : 1;
        Tensor flat = x.Ravel();
        if (x.Rank == 2)
        {
            Tensor offsets = Integers([.. Enumerable.Range(0, rows).Select(row => row * length)], [rows, 1], x).Cast(x.DType);
            flat = (x + offsets).Ravel();
        }

        Tensor counts = SumByIndex(values.Reshape([-1, 1]), flat, rows * length);
        return counts.Reshape(x.Rank == 2 ? [rows, length] : [length]);
    }

    /// <summary>How many values lie in each of some equal parts of a range; the last part has both ends.</summary>
    /// <param name="x">A vector, float32 or float64.</param>
    /// <param name="bins">The number of parts, positive.</param>
    /// <param name="range">The range, outside of which values do not count; null for that of the values.</param>
    /// <returns>The counts [bins] and the edges of the parts [bins + 1], both in the type of x.</returns>
    /// <exception cref="ArgumentException">The number of parts is not positive, the range ends before it begins, or x is no vector.</exception>
    /// <example><code>(Tensor counts, Tensor edges) = Ops.Histogram(x, bins: 20);</code></example>
    public static (Tensor Counts, Tensor Edges) Histogram(this Tensor x, int bins = 10, (double Low, double High)? range = null)
    {
        Check.Floating(x, "histogram");
        Check.Rank(x, 1, "histogram", "a vector");
        Check.Positive(bins, nameof(bins), "histogram");
        if (range is { } given && !(given.High >= given.Low))
        {
            throw new ArgumentException($"histogram — the range must not end before it begins. Received {given}.", nameof(range));
        }

        Tensor low = range is { } from ? Constant(from.Low, x) : Min(x);
        Tensor high = range is { } to ? Constant(to.High, x) : Max(x);
        Tensor edges = StopGradient(Linspace(low, high, bins + 1));
        Tensor places = SearchSorted(edges[1..^1], x, SearchSide.Right);
        Tensor inside = LogicalAnd(GreaterEqual(x, low), LessEqual(x, high)).Cast(x.DType);
        return (SumByIndex(inside.Reshape([-1, 1]), places, bins).Ravel(), edges);
    }

    /// <summary>Rows summed by index.</summary>
    private static Tensor SumByIndex(Tensor rows, Tensor indices, int count)
    {
        Tensor zeros = Filled(rows, [count, rows.Shape[1]], 0, rows.DType);
        return ScatterRows(zeros, indices, rows, ScatterReduction.Add);
    }
}
