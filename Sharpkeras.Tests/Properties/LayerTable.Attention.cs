using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>Attention, on two inputs or three.</summary>
internal static partial class LayerTable
{
    private static IEnumerable<LayerRow> Attentions() =>
    [
        Row<Attention>(
            from scaled in Shapes.Flag
            from mode in Gen.Elements(ScoreMode.Dot, ScoreMode.Concat)
            from inputs in Attended()
            select new LayerTrial($"scaled {scaled}, {mode}", () => new Attention(scaled, mode, dtype: Exact), inputs)),
        Row<AdditiveAttention>(
            from scaled in Shapes.Flag
            from inputs in Attended()
            select new LayerTrial($"scaled {scaled}", () => new AdditiveAttention(scaled, dtype: Exact), inputs)),
        Row<MultiHeadAttention>(
            from heads in Gen.Choose(1, 3)
            from sizes in Gen.Choose(1, 3).Two()
            from more in Shapes.Flag.Three()
            from dropout in Gen.Elements(0, 0.5)
            from window in Gen.Elements<int?>(null, 1, 2)
            from output in Gen.Elements<Shape?>(null, [2], [2, 3])
            from inputs in Attended()
            let seed = (int?)3
            select new LayerTrial(
                $"{heads} heads, sizes {sizes}, bias and gate {more}, dropout {dropout}, window {window}, output {output}",
                () => new MultiHeadAttention(heads, sizes.Item1, sizes.Item2, dropout, more.Item1, output, null, window, useGate: more.Item2, seed: seed, dtype: Exact),
                inputs)),
        Row<GroupedQueryAttention>(
            from heads in Gen.Choose(1, 2).Two()
            from size in Gen.Choose(1, 3)
            from more in Shapes.Flag.Two()
            from dropout in Gen.Elements(0, 0.5)
            from inputs in Attended()
            let seed = (int?)3
            select new LayerTrial(
                $"{heads} heads, size {size}, bias and gate {more}, dropout {dropout}",
                () => new GroupedQueryAttention(size, heads.Item1 * heads.Item2, heads.Item2, dropout, more.Item1, useGate: more.Item2, seed: seed, dtype: Exact),
                inputs)),
    ];

    /// <summary>A query, a value and maybe a key, of sequences that are not empty.</summary>
    private static Gen<OpInput[]> Attended() =>
        from batch in Gen.Choose(0, 2)
        from steps in Gen.Choose(1, 4).Two()
        from size in Gen.Choose(1, 3)
        from own in Shapes.Flag
        let query = Floats([batch, steps.Item1, size])
        let key = Floats([batch, steps.Item2, size])
        select own ? (OpInput[])[query, Floats([batch, steps.Item2, 2]), key] : [query, key];
}
