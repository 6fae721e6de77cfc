using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Layers;

namespace Sharpkeras.Tests.Properties;

/// <summary>Layers that apply activations.</summary>
internal static partial class LayerTable
{
    private static IEnumerable<LayerRow> Rectifiers() =>
    [
        Row<ReLU>(
            from shape in Samples()
            from maximum in Gen.Elements<double?>(null, 0.7)
            from slope in Gen.Elements(0, 0.3)
            from threshold in Gen.Elements(0, 0.2)
            select new LayerTrial(
                $"maximum {maximum}, slope {slope}, threshold {threshold}", () => new ReLU(maximum, slope, threshold, dtype: Exact), Floats(shape))),
        Row<LeakyReLU>(
            from shape in Samples()
            from slope in Gen.Elements(0, 0.3)
            select new LayerTrial($"slope {slope}", () => new LeakyReLU(slope, dtype: Exact), Floats(shape))),
        Row<ELU>(
            from shape in Samples()
            from alpha in Gen.Elements(0.5, 1)
            select new LayerTrial($"alpha {alpha}", () => new ELU(alpha, dtype: Exact), Floats(shape))),
        Row<PReLU>(
            from shape in Samples()
            from shared in Gen.SubListOf(Enumerable.Range(1, shape.Rank - 1))
            select new LayerTrial(
                $"shared axes [{string.Join(", ", shared)}]",
                () => new PReLU("random_normal", sharedAxes: [.. shared], dtype: Exact), Floats(shape))),
        Row<Softmax>(
            from shape in Samples()
            from axis in Shapes.Axis(shape)
            select new LayerTrial($"axis {axis}", () => new Softmax(axis, dtype: Exact), Floats(shape))),
        Row<Softmax>(
            from shape in Shapes.Of(Shapes.Some, 3, 4)
            select new LayerTrial("axes 1, -1", () => new Softmax(new[] { 1, -1 }, dtype: Exact), Floats(shape)),
            "several"),
    ];
}
