using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Properties;

/// <summary>Normalizations, noise, and pooling of all there is.</summary>
internal static partial class LayerTable
{
    /// <summary>Large, so that values that are nearly equal do not make the gradient steep.</summary>
    private const double Epsilon = 0.1;

    private static IEnumerable<LayerRow> Normalizations() =>
    [
        Row<BatchNormalization>(
            from shape in Shapes.Of(Shapes.Size, 2, 4)
            from axis in Gen.Choose(1, shape.Rank - 1)
            from center in Shapes.Flag
            from scale in Shapes.Flag
            select new LayerTrial(
                $"axis {axis}, center {center}, scale {scale}",
                () => new BatchNormalization(axis, epsilon: Epsilon, center: center, scale: scale, dtype: Exact), Floats(shape))),
        Row<LayerNormalization>(
            from shape in Shapes.Of(Shapes.Size, 2, 4)
            from axes in SampleAxes(shape)
            from center in Shapes.Flag
            from scale in Shapes.Flag
            from rms in Shapes.Flag
            select new LayerTrial(
                $"axes {axes}, center {center}, scale {scale}, rms {rms}",
                () => new LayerNormalization(axes, Epsilon, center, scale, rmsScaling: rms, dtype: Exact), Floats(shape))),
        Row<GroupNormalization>(
            from shape in Shapes.Of(Shapes.Some, 2, 4)
            from axis in Gen.Choose(1, shape.Rank - 1)
            from groups in Gen.Elements([-1, .. Enumerable.Range(1, shape[axis]).Where(count => shape[axis] % count == 0)])
            select new LayerTrial(
                $"{groups} groups, axis {axis}", () => new GroupNormalization(groups, axis, Epsilon, dtype: Exact), Floats(shape))),
        Row<RMSNormalization>(
            from shape in Shapes.Of(Shapes.Size, 2, 4)
            from axes in SampleAxes(shape)
            select new LayerTrial($"axes {axes}", () => new RMSNormalization(axes, Epsilon, dtype: Exact), Floats(shape))),
        Row<UnitNormalization>(
            from shape in Shapes.Of(Shapes.Size, 2, 4)
            from axes in SampleAxes(shape)
            select new LayerTrial($"axes {axes}", () => new UnitNormalization(axes, dtype: Exact), Floats(shape))),
        Row<Normalization>(
            from shape in Shapes.Of(Shapes.Size, 2, 4)
            from axes in SampleAxes(shape)
            from invert in Shapes.Flag
            select new LayerTrial(
                $"axes {axes}, invert {invert}", () => new Normalization(axes, invert: invert, dtype: Exact), Floats(shape))),
    ];

    private static IEnumerable<LayerRow> Noise() =>
    [
        Seeded<GaussianNoise>(1, 4, (rate, seed, _) => new GaussianNoise(rate, seed, dtype: Exact)),
        Seeded<GaussianDropout>(1, 4, (rate, seed, _) => new GaussianDropout(rate, seed, dtype: Exact)),
        Seeded<AlphaDropout>(1, 4, (rate, seed, _) => new AlphaDropout(rate, seed: seed, dtype: Exact)),
        Seeded<SpatialDropout1D>(3, 3, (rate, seed, _) => new SpatialDropout1D(rate, seed, dtype: Exact)),
        Seeded<SpatialDropout2D>(4, 4, (rate, seed, format) => new SpatialDropout2D(rate, format, seed, dtype: Exact)),
        Seeded<SpatialDropout3D>(5, 5, (rate, seed, format) => new SpatialDropout3D(rate, format, seed, dtype: Exact)),
        Row<ActivityRegularization>(
            from shape in Samples()
            from l1 in Gen.Elements(0, 0.3)
            from l2 in Gen.Elements(0, 0.7)
            select new LayerTrial($"l1 {l1}, l2 {l2}", () => new ActivityRegularization(l1, l2, dtype: Exact), Floats(shape))),
    ];

    private static IEnumerable<LayerRow> GlobalPoolings() =>
    [
        Global<GlobalAveragePooling1D>(3, (format, keep) => new GlobalAveragePooling1D(format, keep, dtype: Exact)),
        Global<GlobalAveragePooling2D>(4, (format, keep) => new GlobalAveragePooling2D(format, keep, dtype: Exact)),
        Global<GlobalAveragePooling3D>(5, (format, keep) => new GlobalAveragePooling3D(format, keep, dtype: Exact)),
        Global<GlobalMaxPooling1D>(3, (format, keep) => new GlobalMaxPooling1D(format, keep, dtype: Exact)),
        Global<GlobalMaxPooling2D>(4, (format, keep) => new GlobalMaxPooling2D(format, keep, dtype: Exact)),
        Global<GlobalMaxPooling3D>(5, (format, keep) => new GlobalMaxPooling3D(format, keep, dtype: Exact)),
    ];

    /// <summary>Some axes of a sample, not the batch's.</summary>
    private static Gen<OneOrMore<int>> SampleAxes(Shape shape) =>
        from order in Gen.Shuffle([.. Enumerable.Range(1, shape.Rank - 1)])
        from count in Gen.Choose(1, shape.Rank - 1)
        select (OneOrMore<int>)order[..count];

    private static LayerRow Seeded<T>(int leastRank, int mostRank, Func<double, int, DataFormat, Layer> make)
        where T : Layer => Row<T>(
            from shape in Shapes.Of(Shapes.Size, leastRank, mostRank)
            from rate in Gen.Elements(0, 0.3, 0.8)
            from seed in Gen.Choose(0, 1000)
            from format in Formats
            select new LayerTrial($"rate {rate}, seed {seed}, {format}", () => make(rate, seed, format), Floats(shape)));

    private static LayerRow Global<T>(int rank, Func<DataFormat, bool, Layer> make)
        where T : Layer => Row<T>(
            from sizes in Shapes.Of(Shapes.Some, rank, rank)
            from batch in Gen.Choose(0, 2)
            from format in Formats
            from keep in Shapes.Flag
            select new LayerTrial($"{format}, keep {keep}", () => make(format, keep), Floats(sizes.With(0, batch))));
}
