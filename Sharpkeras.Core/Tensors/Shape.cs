using System.Collections;
using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>
/// The dimensions of a tensor, row-major: <c>Shape s = [32, 28, 28, 1]</c>. Rank 0 is a scalar. −1 stands for a dimension that is
/// not known yet (the batch) and occurs in symbolic shapes only.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    /// <summary>The highest rank.</summary>
    public const int MaxRank = 8;

    private readonly int[]? dimensions;

    private Shape(int[] dimensions)
    {
        this.dimensions = dimensions;
    }

    /// <summary>The shape of a single value.</summary>
    public static Shape Scalar => default;

    /// <summary>The number of dimensions.</summary>
    public int Rank => dimensions?.Length ?? 0;

    /// <summary>The number of elements: the product of the dimensions, 1 for a scalar.</summary>
    /// <exception cref="InvalidOperationException">A dimension is unknown.</exception>
    public long Length
    {
        get
        {
            long product = 1;
            foreach (int dimension in Span)
            {
                if (dimension < 0)
                {
                    throw new InvalidOperationException($"shape — {this} has an unknown dimension, so it has no length. An operation on a symbolic tensor that needs it goes into a layer: new Lambda(x => …).Call(tensor).");
                }

                product *= dimension;
            }

            return product;
        }
    }

    /// <summary>Whether no dimension is unknown.</summary>
    public bool IsKnown => !Span.Contains(-1);

    /// <summary>The dimensions.</summary>
    public ReadOnlySpan<int> Span => dimensions;

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>A dimension; indices from the end work: <c>shape[^1]</c>.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such dimension.</exception>
    public int this[int index] => Span[index];

    /// <summary>A dimension counted from either end.</summary>
    public int this[Index index] => Span[index.GetOffset(Rank)];

    /// <summary>The dimensions of a range.</summary>
    public Shape this[Range range]
    {
        get
        {
            var (offset, length) = range.GetOffsetAndLength(Rank);
            return Create(Span.Slice(offset, length));
        }
    }

    /// <summary>A shape from its dimensions.</summary>
    /// <exception cref="ArgumentException">A dimension is below −1, or there are more than eight.</exception>
    public static Shape Create(ReadOnlySpan<int> dimensions)
    {
        if (dimensions.Length > MaxRank)
        {
            throw new ArgumentException($"shape — at most {MaxRank} dimensions are possible. Received {dimensions.Length}.");
        }

        foreach (int dimension in dimensions)
        {
            if (dimension < -1)
            {
                throw new ArgumentException($"shape — a dimension is a count, or -1 for unknown. Received {dimension}.");
            }
        }

        return dimensions.Length == 0 ? default : new Shape(dimensions.ToArray());
    }

    /// <summary>A shape from an array of dimensions.</summary>
    public static implicit operator Shape(int[] dimensions) => Create(dimensions);

    /// <summary>Whether all dimensions are the same.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether some dimension differs.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The index that counts from the front for one that may count from the end (−1 is the last).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int Axis(int axis, string operation)
    {
        if (axis < -Rank || axis >= Rank)
        {
            throw new ArgumentOutOfRangeException(
                nameof(axis), $"{operation} — the axis is outside of shape {this}. Received axis {axis}; give one in [{-Rank}, {Rank - 1}].");
        }

        return axis < 0 ? axis + Rank : axis;
    }

    /// <summary>The same shape with one dimension replaced.</summary>
    public Shape With(Index index, int dimension)
    {
        int[] result = Span.ToArray();
        result[index.GetOffset(Rank)] = dimension;
        return Create(result);
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (int dimension in Span)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <summary>As an array of its own.</summary>
    public int[] ToArray() => Span.ToArray();

    /// <summary>As in <c>[32, 28, 28, 1]</c>; unknown dimensions as <c>?</c>.</summary>
    public override string ToString() => Text.List(Span, dimension => dimension < 0 ? "?" : Text.Of(dimension));

    /// <summary>Goes through the dimensions.</summary>
    public ReadOnlySpan<int>.Enumerator GetEnumerator() => Span.GetEnumerator();

    IEnumerator<int> IEnumerable<int>.GetEnumerator() => ((IEnumerable<int>)(dimensions ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (dimensions ?? []).GetEnumerator();
}
