using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>Cross-entropies.</summary>
internal static partial class GradientTable
{
    private static IEnumerable<GradientRow> Losses() =>
    [
        new("BinaryCrossentropy(target, output, fromLogits)",
            from shape in Shapes.Any
            from logits in Shapes.Flag
            select new Trial($"fromLogits {logits}", x => Ops.BinaryCrossentropy(x[0], x[1], logits), Targets(shape), Outputs(shape, logits))),
        new("SigmoidCrossEntropyWithLogits(labels, logits)",
            from shape in Shapes.Any
            select new Trial("", x => Ops.SigmoidCrossEntropyWithLogits(x[0], x[1]), Targets(shape), Outputs(shape, logits: true))),
        new("CategoricalCrossentropy(target, output, fromLogits, axis)",
            from shape in WithAxes
            from axis in Shapes.Axis(shape)
            from logits in Shapes.Flag
            select new Trial(
                $"fromLogits {logits}, axis {axis}",
                x => Ops.CategoricalCrossentropy(x[0], x[1], logits, axis), Targets(shape), Outputs(shape, logits))),
        new("SparseCategoricalCrossentropy(target, output, fromLogits, axis)",
            from shape in Shapes.Of(Shapes.Some, 1, 3)
            from logits in Shapes.Flag
            select new Trial(
                $"fromLogits {logits}",
                x => Ops.SparseCategoricalCrossentropy(x[0], x[1], logits), Whole(shape[..^1], shape[^1]), Outputs(shape, logits))),
        new("SoftmaxCrossEntropyWithLogits(labels, logits)",
            from shape in WithAxes
            select new Trial("", x => Ops.SoftmaxCrossEntropyWithLogits(x[0], x[1]), Targets(shape), Outputs(shape, logits: true))),
        new("SparseSoftmaxCrossEntropyWithLogits(labels, logits)",
            from shape in Shapes.Of(Shapes.Some, 1, 3)
            select new Trial(
                "", x => Ops.SparseSoftmaxCrossEntropyWithLogits(x[0], x[1]), Whole(shape[..^1], shape[^1]), Outputs(shape, logits: true))),
    ];

    private static OpInput Targets(Shape shape) => new(shape, 0, 1);

    /// <summary>Logits, or probabilities away from the ends, where they are clipped. The form with |x| has no derivative at 0.</summary>
    private static OpInput Outputs(Shape shape, bool logits) => logits ? new OpInput(shape, -4, 4) { Kinks = [0] } : new OpInput(shape, 0.05, 0.95);
}
