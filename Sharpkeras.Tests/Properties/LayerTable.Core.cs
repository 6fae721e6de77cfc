using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>Layers for inputs of any kind.</summary>
internal static partial class LayerTable
{
    private static IEnumerable<LayerRow> Core() =>
    [
        Row<Dense>(
            from shape in Samples(leastRank: 2)
            from units in Shapes.Some
            from activation in Activations
            from bias in Shapes.Flag
            select new LayerTrial(
                $"{units} units, {activation}, bias {bias}", () => new Dense(units, activation, bias, dtype: Exact), Floats(shape))),
        Row<EinsumDense>(
            from lengths in Shapes.Some.ArrayOf(3)
            from equation in Gen.Elements("abc,cd->abd", "abc,bd->adc", "abc,bcd->ad", "...c,cd->...d", "ab...,bd->ad...")
            from activation in Activations
            from bias in Shapes.Flag
            let output = equation switch { "abc,cd->abd" => new[] { -1, 3 }, "abc,bd->adc" => [3, -1], _ => [3] }
            select new LayerTrial(
                $"{equation}, {activation}, bias {bias}",
                () => new EinsumDense(equation, output, activation, bias ? "d" : null, dtype: Exact),
                Floats(lengths.Select(length => Math.Min(length, 3)).ToArray()))),
        Row<Activation>(
            from shape in Samples()
            from activation in Activations
            select new LayerTrial(activation, () => new Activation(activation, dtype: Exact), Floats(shape))),
        Row<Rescaling>(
            from shape in Samples()
            from scale in Gen.Elements(-1.5, 0.25, 3)
            from offset in Gen.Elements(0, 0.5)
            select new LayerTrial($"scale {scale}, offset {offset}", () => new Rescaling(scale, offset, dtype: Exact), Floats(shape))),
        Row<Dropout>(
            from shape in Samples()
            from rate in Gen.Elements(0, 0.3, 0.8)
            from seed in Gen.Choose(0, 1000)
            select new LayerTrial($"rate {rate}, seed {seed}", () => new Dropout(rate, seed: seed, dtype: Exact), Floats(shape))),
        Row<Flatten>(
            from shape in Samples()
            from format in Formats
            select new LayerTrial($"{format}", () => new Flatten(format, dtype: Exact), Floats(shape))),
        Row<Reshape>(
            from shape in Samples(leastRank: 2)
            from order in Gen.Shuffle([.. Enumerable.Range(1, shape.Rank - 1)])
            let target = Shape.Create([.. order.Select(axis => shape[axis])])
            select new LayerTrial($"{target}", () => new Reshape(target, dtype: Exact), Floats(shape))),
        Row<Permute>(
            from shape in Samples(leastRank: 2)
            from order in Gen.Shuffle([.. Enumerable.Range(1, shape.Rank - 1)])
            select new LayerTrial(Shapes.Text(order), () => new Permute(order, dtype: Exact), Floats(shape))),
        Row<RepeatVector>(
            from shape in Samples(leastRank: 2, mostRank: 2)
            from n in Small
            select new LayerTrial($"{n} times", () => new RepeatVector(n, dtype: Exact), Floats(shape))),
        Row<Identity>(Samples().Select(shape => new LayerTrial("", () => new Identity(dtype: Exact), Floats(shape)))),
        Row<Masking>(Samples().Select(shape => new LayerTrial("", () => new Masking(dtype: Exact), Floats(shape)))),
        Row<Lambda>(Samples().Select(shape => new LayerTrial("x·x", () => new Lambda(x => x * x, dtype: Exact), Floats(shape)))),
        Row<Embedding>(
            from shape in Samples()
            from rows in Shapes.Some
            from columns in Shapes.Some
            from masked in Shapes.Flag
            select new LayerTrial(
                $"{rows} rows of {columns}, mask {masked}",
                () => new Embedding(rows, columns, maskZero: masked, dtype: Exact),
                new OpInput(shape, 0, rows, DType.Int32))),
        Row<ReversibleEmbedding>(
            from shape in Samples()
            from rows in Shapes.Some
            from columns in Shapes.Some
            from masked in Shapes.Flag
            select new LayerTrial(
                $"{rows} rows of {columns}, mask {masked}",
                () => new ReversibleEmbedding(rows, columns, maskZero: masked, dtype: Exact),
                new OpInput(shape, 0, rows, DType.Int32))),
        Row<SpectralNormalization>(
            from shape in Samples(leastRank: 2)
            from units in Small
            from iterations in Small
            select new LayerTrial(
                $"{iterations} iterations",
                () => new SpectralNormalization(new Dense(units, "tanh", dtype: Exact), iterations, dtype: Exact),
                Floats(shape))) with { InferenceOnly = "each call in training changes the kernel" },
        Row<TimeDistributed>(
            from shape in Samples(leastRank: 3)
            from units in Small
            from apart in Shapes.Flag
            select new LayerTrial(
                apart ? $"dense of {units}" : "sines step by step",
                () => new TimeDistributed(apart ? new Dense(units, "tanh", dtype: Exact) : new Lambda(Ops.Sin, dtype: Exact), dtype: Exact),
                Floats(shape))),
    ];
}
