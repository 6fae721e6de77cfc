using FsCheck;
using FsCheck.Fluent;

namespace Sharpkeras.Tests.Properties;

/// <summary>Operations that move elements.</summary>
internal static partial class GradientTable
{
    private static Gen<Shape> WithAxes => Shapes.Of(Shapes.Size, 1, 4);

    private static IEnumerable<GradientRow> Movements() =>
    [
        new("Cast(x, dtype)", Shapes.Any.Select(shape => new Trial("float64", x => x[0].Cast(DType.Float64) * 1, Floats(shape)))),
        new("Reshape(x, shape)", Reshapes()),
        new("ExpandDims(x, axis)",
            from shape in Shapes.Any
            from axis in Gen.Choose(-shape.Rank - 1, shape.Rank)
            select new Trial($"axis {axis}", x => x[0].ExpandDims(axis) * 1, Floats(shape))),
        new("Squeeze(x, axis)", Squeezes()),
        new("Transpose(x, axes)",
            from shape in Shapes.Any
            from axes in Gen.Shuffle([.. Enumerable.Range(0, shape.Rank)])
            from all in Shapes.Flag
            select new Trial($"axes {Shapes.Text(all ? null : axes)}", x => x[0].Transpose(all ? null : axes), Floats(shape))),
        new("Flip(x, axis)",
            from shape in Shapes.Any
            from axis in Shapes.AxisOrNull(shape)
            select new Trial($"axis {axis}", x => x[0].Flip(axis), Floats(shape))),
        new("BroadcastTo(x, shape)", Shapes.Pair.Select(pair =>
        {
            Shape whole = Diagnostics.Check.Broadcast(pair.A, pair.B, "broadcast_to");
            return new Trial($"{whole}", x => x[0].BroadcastTo(whole) * 1, Floats(pair.A));
        })),
        new("Tile(x, repeats)",
            from shape in WithAxes
            from repeats in Gen.Choose(1, 3).ArrayOf(shape.Rank)
            select new Trial(Shapes.Text(repeats), x => x[0].Tile(repeats), Floats(shape))),
        new("Repeat(x, repeats, axis)",
            from shape in WithAxes
            from repeats in Gen.Choose(1, 3)
            from axis in Shapes.AxisOrNull(shape)
            select new Trial($"{repeats} times, axis {axis}", x => x[0].Repeat(repeats, axis), Floats(shape))),
        new("Pad(x, padding, value)",
            from shape in WithAxes
            from sides in Gen.Choose(0, 2).ArrayOf(2 * shape.Rank)
            from value in Gen.Elements(0.0, 1.5)
            select new Trial($"{Shapes.Text(sides)}, value {value}", x => x[0].Pad(Pairs(sides), value), Floats(shape))),
        new("Take(x, indices, axis)", Takes()),
        new("Where(condition, a, b)", Choices()),
        new("Concatenate(tensors, axis)", Concatenations()),
        new("WithMask(x, mask)", Shapes.Any.Select(shape => new Trial("", x => x[0].WithMask(x[1]) * 1, Floats(shape), new(shape, 0, 2, DType.Bool)))),
        new("Stack(tensors, axis)",
            from shape in Shapes.Of(Shapes.Size, 0, 3)
            from count in Gen.Choose(1, 3)
            from axis in Gen.Choose(-shape.Rank - 1, shape.Rank)
            select new Trial($"axis {axis}", x => Ops.Stack(x, axis), [.. Enumerable.Repeat(Floats(shape), count)])),
    ];

    private static (int, int)[] Pairs(int[] sides) => [.. sides.Chunk(2).Select(pair => (pair[0], pair[1]))];

    private static Gen<Trial> Reshapes() =>
        from shape in Shapes.Any
        from order in Gen.Shuffle([.. Enumerable.Range(0, shape.Rank)])
        from free in Gen.Choose(-1, shape.Rank - 1)
        let known = shape.Length > 0 ? free : -1
        let target = Shape.Create([.. order.Select((axis, i) => i == known ? -1 : shape[axis])])
        select new Trial($"{target}", x => x[0].Reshape(target) * 1, Floats(shape));

    private static Gen<Trial> Squeezes() =>
        from shape in Shapes.Of(Shapes.Size, 0, 3)
        from axis in Gen.Choose(0, shape.Rank)
        from all in Shapes.Flag
        let wide = Shape.Create([.. shape.ToArray().Take(axis), 1, .. shape.ToArray().Skip(axis)])
        select new Trial($"axis {(all ? "null" : axis)}", x => x[0].Squeeze(all ? null : axis) * 1, Floats(wide));

    private static Gen<Trial> Takes() =>
        from shape in Shapes.Of(Shapes.Some, 1, 3)
        from axis in Shapes.Axis(shape)
        from indices in Shapes.Of(Shapes.Size, 0, 2)
        select new Trial($"axis {axis}", x => x[0].Take(x[1], axis), Floats(shape), Whole(indices, shape[axis < 0 ? axis + shape.Rank : axis]));

    private static Gen<Trial> Choices() =>
        from pair in Shapes.Pair
        let whole = Diagnostics.Check.Broadcast(pair.A, pair.B, "where")
        from part in Gen.Elements(whole, pair.A, Shape.Scalar)
        select new Trial("", x => Ops.Where(x[0], x[1], x[2]), new(part, 0, 2, DType.Bool), Floats(pair.A), Floats(pair.B));

    private static Gen<Trial> Concatenations() =>
        from shape in Shapes.Of(Shapes.Size, 1, 3)
        from axis in Shapes.Axis(shape)
        from lengths in Shapes.Size.ArrayOf(3)
        from count in Gen.Choose(1, 3)
        let place = axis < 0 ? axis + shape.Rank : axis
        select new Trial($"axis {axis}", x => Ops.Concatenate(x, axis), [.. lengths.Take(count).Select(length => Floats(shape.With(place, length)))]);
}
