using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Keras's activations, by their definitions.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Activations() =>
    [
        One("relu (slope)", x => x.Relu(0.1), x => x > 0 ? x : 0.1 * x, kinks: [0]),
        One("relu (maximum)", x => x.Relu(maxValue: 1.2), x => Math.Clamp(x, 0, 1.2), kinks: [0, 1.2]),
        One("relu (maximum 6)", x => x.Relu(maxValue: 6), x => Math.Clamp(x, 0, 6), -3, 9, [0, 6]),
        One("relu (threshold)", x => x.Relu(threshold: 0.7), x => x > 0.7 ? x : 0, kinks: [0.7]),
        One("relu (threshold below 0)", x => x.Relu(0.2, threshold: -0.7), x => x > -0.7 ? x : 0.2 * (x + 0.7), kinks: [-0.7]),
        One("relu (all)", x => x.Relu(0.2, 1.4, 0.5), x => x > 0.5 ? Math.Min(x, 1.4) : 0.2 * (x - 0.5), kinks: [0.5, 1.4]),
        One("leaky_relu", x => x.LeakyRelu(), x => x > 0 ? x : 0.2 * x, kinks: [0]),
        One("leaky_relu (negative)", x => x.LeakyRelu(-0.5), x => x > 0 ? x : -0.5 * x, kinks: [0]),
        One("elu (alpha)", x => x.Elu(0.3), x => x > 0 ? x : 0.3 * (Math.Exp(x) - 1), kinks: [0]),
        One("selu", Ops.Selu, x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)), kinks: [0]),
        One("celu", x => x.Celu(), x => x > 0 ? x : Math.Exp(x) - 1, kinks: [0]),
        One("celu (alpha)", x => x.Celu(0.4), x => x > 0 ? x : 0.4 * (Math.Exp(x / 0.4) - 1), kinks: [0]),
        One("hard_sigmoid", Ops.HardSigmoid, x => Math.Clamp((x / 6) + 0.5, 0, 1), -5, 5, [-3, 3]),
        One("hard_silu", Ops.HardSilu, x => x * Math.Clamp((x / 6) + 0.5, 0, 1), -5, 5, [-3, 3]),
        One("hard_swish", Ops.HardSwish, x => x * Math.Clamp((x / 6) + 0.5, 0, 1), -5, 5, [-3, 3]),
        One("hard_tanh", Ops.HardTanh, x => Math.Clamp(x, -1, 1), kinks: [-1, 1]),
        One("hard_shrink", x => x.HardShrink(), x => Math.Abs(x) > 0.5 ? x : 0, kinks: [-0.5, 0.5]),
        One("hard_shrink (threshold)", x => x.HardShrink(1.1), x => Math.Abs(x) > 1.1 ? x : 0, kinks: [-1.1, 1.1]),
        One("soft_shrink", x => x.SoftShrink(), x => x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : 0, kinks: [-0.5, 0.5]),
        One("soft_shrink (threshold)", x => x.SoftShrink(1.1), x => x > 1.1 ? x - 1.1 : x < -1.1 ? x + 1.1 : 0, kinks: [-1.1, 1.1]),
        One("tanh_shrink", Ops.TanhShrink, x => x - Math.Tanh(x)),
        One("log_sigmoid", Ops.LogSigmoid, x => -Math.Log(1 + Math.Exp(-x)), -9, 9),
        One("mish", Ops.Mish, x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))), -9, 9),
        One("sparse_plus", Ops.SparsePlus, x => x <= -1 ? 0 : x >= 1 ? x : (x + 1) * (x + 1) / 4, -3, 3, [-1, 1]),
        One("sparse_sigmoid", Ops.SparseSigmoid, x => Math.Clamp((x + 1) / 2, 0, 1), -3, 3, [-1, 1]),
        One("squareplus", x => x.Squareplus(), x => (x + Math.Sqrt((x * x) + 4)) / 2, -9, 9),
        One("squareplus (b)", x => x.Squareplus(0.1), x => (x + Math.Sqrt((x * x) + 0.1)) / 2, -9, 9),
        One("swish", x => x.Swish(), x => x / (1 + Math.Exp(-x)), -9, 9),
        One("swish (beta)", x => x.Swish(1.7), x => x / (1 + Math.Exp(-1.7 * x)), -9, 9),
        Glu([3, 8], -1),
        Glu([2, 6, 5], 1),
        Glu([2, 3], 0),
        new(
            "crelu",
            x => x[0].Crelu(1),
            [new OpInput([2, 3, 5]) { Kinks = [0] }],
            x => Nd.Of([2, 6, 5], at => Math.Max(0, at[1] < 3 ? x[0][at] : -x[0][at[0], at[1] - 3, at[2]]))),
        new("prelu", x => Ops.Prelu(x[0], x[1]), [new OpInput([2, 3, 5]) { Kinks = [0] }, new OpInput([3, 1])],
            x => Nd.Of([2, 3, 5], at => x[0][at] > 0 ? x[0][at] : x[0][at] * x[1][at[1], 0])),
        Sparsemax("sparsemax", [4, 7], 1, 1, x => x.Sparsemax()),
        Sparsemax("sparsemax (spread)", [4, 7], 1, 0.1, x => x.Sparsemax()),
        Sparsemax("sparsemax (first axis)", [5, 3], 0, 0.3, x => x.Sparsemax(0)),
        Joint("softmax", x => x.Softmax([0, 2]), [2, 3, 4], at => at[1], value => value),
        Joint("softmax (one of several)", x => x.Softmax([-2]), [2, 3, 4], at => (at[0] * 4) + at[2], value => value),
        Joint("softmax (all)", x => x.Softmax(null), [2, 3, 4], _ => 0, value => value),
        Joint("log_softmax", x => x.LogSoftmax([1, 0]), [2, 3, 4], at => at[2], Math.Log),
    ];

    private static OpRow Glu(Shape shape, int axis)
    {
        int place = (axis + shape.Rank) % shape.Rank;
        int half = shape[place] / 2;
        return new OpRow("glu", x => x[0].Glu(axis), [new OpInput(shape)], x => Nd.Of(shape.With(place, half), at =>
        {
            int[] gate = [.. at];
            gate[place] += half;
            return x[0][at] / (1 + Math.Exp(-x[0][gate]));
        }));
    }

    /// <summary>By sorting, as Keras's definition reads. The inputs are spread so that few or many take part.</summary>
    private static OpRow Sparsemax(string name, Shape shape, int axis, double spread, Func<Tensor, Tensor> function) =>
        new(name, x => function(x[0]), [new OpInput(shape, 0, spread)], x => Nd.Of(shape, at =>
        {
            int[] place = [.. at];
            double[] line = [.. Enumerable.Range(0, shape[axis]).Select(i => x[0][axis == 0 ? [i, place[1]] : [place[0], i]])];
            double[] sorted = [.. line.OrderDescending()];
            double[] sums = [.. sorted.Select((_, i) => sorted[..(i + 1)].Sum())];
            int[] support = [.. Enumerable.Range(0, line.Length).Where(i => sorted[i] - ((sums[i] - 1) / (i + 1)) > 0)];
            return Math.Max(0, x[0][at] - ((support.Sum(i => sums[i]) - 1) / support.Length));
        }));

    /// <summary>A softmax over all elements with the same number of a group.</summary>
    private static OpRow Joint(string name, Func<Tensor, Tensor> function, Shape shape, Func<int[], int> group, Func<double, double> outer) =>
        new(name, x => function(x[0]), [new OpInput(shape)], x =>
        {
            var sums = new Dictionary<int, double>();
            Nd.Of(shape, at => sums[group(at)] = sums.GetValueOrDefault(group(at)) + Math.Exp(x[0][at]));
            return Nd.Of(shape, at => outer(Math.Exp(x[0][at]) / sums[group(at)]));
        });
}
