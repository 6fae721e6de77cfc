using FsCheck;
using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties;

/// <summary>Random shapes, small ones: sizes 0 and 1, primes, and what broadcasts.</summary>
internal static class Shapes
{
    /// <summary>More elements make the differences slow and find nothing else.</summary>
    private const int MostElements = 64;

    public static readonly Gen<bool> Flag = Gen.Elements(false, true);

    /// <summary>A size, 0 at times.</summary>
    public static readonly Gen<int> Size = Gen.Frequency(
        (1, Gen.Constant(0)), (3, Gen.Constant(1)), (6, Gen.Elements(2, 3)), (4, Gen.Elements(5, 5, 7, 11)));

    /// <summary>A size that is not 0.</summary>
    public static readonly Gen<int> Some = Size.Where(size => size > 0);

    /// <summary>Any shape of rank 0 to 4.</summary>
    public static readonly Gen<Shape> Any = Of(Size, 0, 4);

    /// <summary>A shape of rank 0 to 4 without an axis of length 0.</summary>
    public static readonly Gen<Shape> NonEmpty = Of(Some, 0, 4);

    /// <summary>Two shapes that broadcast: axes of one or of both are dropped from the front or have length 1.</summary>
    public static readonly Gen<(Shape A, Shape B)> Pair =
        from whole in Any
        from a in Part(whole)
        from b in Part(whole)
        select (a, b);

    /// <summary>A shape from a rank and sizes.</summary>
    public static Gen<Shape> Of(Gen<int> size, int leastRank, int mostRank) =>
        from rank in Gen.Choose(leastRank, mostRank)
        from dimensions in size.ArrayOf(rank)
        select Fit(dimensions);

    /// <summary>An axis, from either end.</summary>
    public static Gen<int> Axis(Shape shape) => Gen.Choose(-shape.Rank, shape.Rank - 1);

    /// <summary>An axis or null; null only for scalars.</summary>
    public static Gen<int?> AxisOrNull(Shape shape) => shape.Rank == 0
        ? Gen.Constant<int?>(null)
        : Gen.OneOf(Gen.Constant<int?>(null), Axis(shape).Select(axis => (int?)axis));

    /// <summary>Some axes in any order, from either end, or null for all.</summary>
    public static Gen<int[]?> Axes(Shape shape)
    {
        int[] all = [.. Enumerable.Range(0, shape.Rank)];
        Gen<int[]?> several =
            from shuffled in Gen.Shuffle(all)
            from count in Gen.Choose(1, Math.Max(1, all.Length))
            from negative in Flag
            select (int[]?)[.. shuffled.Take(count).Select(axis => negative ? axis - all.Length : axis)];
        return all.Length == 0 ? Gen.Constant<int[]?>(null) : Gen.OneOf(Gen.Constant<int[]?>(null), several);
    }

    /// <summary>A list as text.</summary>
    public static string Text(int[]? numbers) => numbers == null ? "null" : $"[{string.Join(", ", numbers)}]";

    private static Gen<Shape> Part(Shape whole) =>
        from drop in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, whole.Rank)))
        from ones in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true))).ArrayOf(whole.Rank)
        select Shape.Create([.. whole.ToArray().Select((size, axis) => ones[axis] ? 1 : size).Skip(drop)]);

    /// <summary>Sizes from the front become 1 until there are few elements.</summary>
    private static Shape Fit(int[] dimensions)
    {
        for (int axis = 0; Shape.Create(dimensions).Length > MostElements; axis++)
        {
            dimensions[axis] = 1;
        }

        return Shape.Create(dimensions);
    }
}
