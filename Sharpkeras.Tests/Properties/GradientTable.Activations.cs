using FsCheck;
using FsCheck.Fluent;
using Sharpkeras.Tests.Operations;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>Activations and functions with arguments, and those of integers.</summary>
internal static partial class GradientTable
{
    private static IEnumerable<GradientRow> Activations() =>
    [
        Each("Celu(x, alpha)", "0.4", x => x.Celu(0.4), 0),
        Each("Elu(x, alpha)", "0.3", x => x.Elu(0.3), 0),
        Each("Elu(x, alpha)", "1", x => x.Elu(1), 0),
        Each("HardShrink(x, threshold)", "0.7", x => x.HardShrink(0.7), -0.7, 0.7),
        Each("LeakyRelu(x, negativeSlope)", "0.3", x => x.LeakyRelu(0.3), 0),
        Each("NanToNum(x, nan, posinf, neginf)", "1, 2, 3", x => x.NanToNum(1, 2, 3)),
        Each("Relu(x, negativeSlope, maxValue, threshold)", "0.1, 1.3, 0.4", x => x.Relu(0.1, 1.3, 0.4), 0.4, 1.3),
        Each("Relu(x, negativeSlope, maxValue, threshold)", "0.1", x => x.Relu(0.1), 0),
        Each("Round(x, decimals)", "0", x => x.Round(0), Halves),
        Each("SoftShrink(x, threshold)", "0.7", x => x.SoftShrink(0.7), -0.7, 0.7),
        Each("Squareplus(x, b)", "0.5", x => x.Squareplus(0.5)),
        Each("Swish(x, beta)", "1.7", x => x.Swish(1.7)),
        AlongAxis("Crelu(x, axis)", (x, axis) => x.Crelu(axis)),
        new("Sparsemax(x, axis)",
            from shape in Shapes.Of(Shapes.Some, 1, 3)
            from axis in Shapes.Axis(shape)
            select new Trial($"axis {axis}", x => x[0].Sparsemax(axis), Usual.Input(shape)) { KinksInside = true }),
        new("Glu(x, axis)",
            from half in Shapes.Of(Shapes.Size, 1, 3)
            from axis in Shapes.Axis(half)
            let place = (axis + half.Rank) % half.Rank
            select new Trial($"axis {axis}", x => x[0].Glu(axis), Floats(half.With(place, 2 * half[place])))),
        Joint("Softmax(x, axes)", (x, axes) => x.Softmax(axes)),
        Joint("LogSoftmax(x, axes)", (x, axes) => x.LogSoftmax(axes)),
        Channels("LocalResponseNormalization(x, depthRadius, bias, alpha, beta)", (x, radius) => x.LocalResponseNormalization(radius, 1.5, 0.3, 0.75)),
        Channels("Lrn(x, depthRadius, bias, alpha, beta)", (x, radius) => x.Lrn(radius)),
        new("Dropout(x, rate, noiseShape, seed)",
            from shape in Shapes.Any
            from rate in Gen.Elements(0, 0.4, 1)
            from seed in Gen.Choose(0, 1000)
            select new Trial($"rate {rate}, seed {seed}", x => Ops.Dropout(x[0], rate, seed: seed), Floats(shape))),
        new("Shuffle(x, axis, seed)",
            from shape in Shapes.Of(Shapes.Size, 1, 3)
            from axis in Gen.Choose(0, shape.Rank - 1)
            from seed in Gen.Choose(0, 1000)
            select new Trial($"axis {axis}, seed {seed}", x => x[0].Shuffle(axis, seed), Floats(shape))),
        new("Elementwise(x, kernel)",
            from shape in Shapes.Any
            select new Trial("", x => x[0].Elementwise(new BentKernel(0.3)), Floats(shape))),
        new("Elementwise(a, b, kernel)",
            from pair in Shapes.Pair
            select new Trial("", x => Ops.Elementwise<TimesSquareKernel>(x[0], x[1]), Floats(pair.A), Floats(pair.B))),
        new("LogPoissonLoss(targets, logInput, computeFullLoss)",
            from shape in Shapes.Any
            from full in Shapes.Flag
            select new Trial(
                $"full {full}", x => Ops.LogPoissonLoss(x[0], x[1], full), new Range(0.1, 4, 1).Input(shape), Floats(shape))),
        new("WeightedCrossEntropyWithLogits(labels, logits, posWeight)",
            from shape in Shapes.Any
            select new Trial("", x => Ops.WeightedCrossEntropyWithLogits(x[0], x[1], 2.5), Targets(shape), Floats(shape))),
        new("WeightedCrossEntropyWithLogits(labels, logits, posWeights)",
            from shape in Shapes.Of(Shapes.Size, 1, 3)
            select new Trial(
                "", x => Ops.WeightedCrossEntropyWithLogits(x[0], x[1], x[2]), Targets(shape), Floats(shape), Floats(shape[^1..]))),
    ];

    private static GradientRow Joint(string method, Func<Tensor, int[]?, Tensor> function) => new(
        method,
        from shape in Shapes.NonEmpty
        from axes in Shapes.Axes(shape)
        select new Trial($"axes {Shapes.Text(axes)}", x => function(x[0], axes), Floats(shape)));

    private static GradientRow Channels(string method, Func<Tensor, int, Tensor> function) => new(
        method,
        from shape in Shapes.Of(Shapes.Size, 4, 4)
        from radius in Gen.Choose(0, 4)
        select new Trial($"radius {radius}", x => function(x[0], radius), Floats(shape)));

    private static IEnumerable<NoGradient> Bits()
    {
        const string reason = "it takes integers";
        static Tensor Whole(Tensor x) => x.Cast(DType.Int32);
        return
        [
            new("BitwiseNot(x)", reason, x => Ops.BitwiseNot(Whole(x))),
            new("BitwiseInvert(x)", reason, x => Ops.BitwiseInvert(Whole(x))),
            Pair("BitwiseAnd(x, y)", Ops.BitwiseAnd),
            Pair("BitwiseOr(x, y)", Ops.BitwiseOr),
            Pair("BitwiseXor(x, y)", Ops.BitwiseXor),
            Pair("LeftShift(x, y)", Ops.LeftShift),
            Pair("BitwiseLeftShift(x, y)", Ops.BitwiseLeftShift),
            Pair("RightShift(x, y)", Ops.RightShift),
            Pair("BitwiseRightShift(x, y)", Ops.BitwiseRightShift),
            Pair("Gcd(a, b)", Ops.Gcd),
            Pair("Lcm(a, b)", Ops.Lcm),
        ];

        static NoGradient Pair(string method, Func<Tensor, Tensor, Tensor> function) => new(method, reason, x => function(Whole(x), Whole(x)));
    }
}
