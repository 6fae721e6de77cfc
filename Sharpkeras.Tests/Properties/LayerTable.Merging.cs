using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>Layers that merge several inputs.</summary>
internal static partial class LayerTable
{
    private static IEnumerable<LayerRow> Merging() =>
    [
        Row<Add>(Merged(() => new Add(dtype: Exact))),
        Row<Subtract>(Merged(() => new Subtract(dtype: Exact))),
        Row<Multiply>(Merged(() => new Multiply(dtype: Exact))),
        Row<Average>(Merged(() => new Average(dtype: Exact))),
        Row<Maximum>(Merged(() => new Maximum(dtype: Exact))),
        Row<Minimum>(Merged(() => new Minimum(dtype: Exact))),
        Row<Concatenate>(
            from shape in Samples(mostRank: 3)
            from axis in Shapes.Axis(shape)
            from lengths in Shapes.Size.ArrayOf(3)
            from count in Gen.Choose(1, 3)
            let place = axis < 0 ? axis + shape.Rank : axis
            select new LayerTrial(
                $"axis {axis}",
                () => new Concatenate(axis, dtype: Exact),
                [.. lengths.Take(count).Select(length => Floats(shape.With(place, length)))])),
        Row<Dot>(
            from batch in Gen.Choose(0, 2)
            from length in Gen.Choose(0, 3)
            from left in Operand()
            from right in Operand()
            from normalize in Shapes.Flag
            select new LayerTrial(
                $"axes {left.Axis}, {right.Axis}, normalize {normalize}",
                () => new Dot((left.Axis, right.Axis), normalize, dtype: Exact),
                Away([batch, .. left.With(length)]),
                Away([batch, .. right.With(length)]))),
    ];

    /// <summary>Two inputs with one batch, whose samples broadcast.</summary>
    private static Gen<LayerTrial> Merged(Func<Layer> make) =>
        from pair in Shapes.Pair
        from batch in Gen.Choose(0, 2)
        select new LayerTrial("", make, Floats([batch, .. pair.A.ToArray()]), Floats([batch, .. pair.B.ToArray()]));

    private static Gen<DotOperand> Operand() =>
        from others in Gen.Choose(0, 3).ArrayOf().Where(others => others.Length <= 2)
        from place in Gen.Choose(0, others.Length)
        select new DotOperand(others, place);

    /// <summary>Numbers away from 0, where a direction is hard to tell.</summary>
    private static OpInput Away(Shape shape) => new(shape, 0.3, 2);

    /// <summary>A sample's dimensions but for the one that is summed over, and the place of that one.</summary>
    private sealed record DotOperand(int[] Others, int Place)
    {
        public int Axis => Place + 1;

        public int[] With(int length) => [.. Others[..Place], length, .. Others[Place..]];
    }
}
