using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Softmax and cross-entropies.</summary>
internal static partial class OpTable
{
    private static readonly OpInput Logits = new([6, 19], -4, 4);

    private static readonly OpInput Probabilities = new([6, 19], 0.02, 0.9);

    private static readonly OpInput Labels = Whole([6], 0, 19, DType.Int32);

    private static IEnumerable<OpRow> Losses() =>
    [
        new("softmax", x => x[0].Softmax(), [Logits], x => Along(x[0], 1, Softmax)),
        new("softmax (axis)", x => x[0].Softmax(1), [new OpInput([2, 4, 3])], x => Along(x[0], 1, Softmax)),
        new("log_softmax", x => x[0].LogSoftmax(), [Logits], x => Along(x[0], 1, LogSoftmax)),
        new("log_softmax (axis)", x => x[0].LogSoftmax(0), [new OpInput([5, 3])], x => Along(x[0], 0, LogSoftmax)),
        new("binary_crossentropy (sigmoid)", x => Ops.BinaryCrossentropy(x[0], x[1].Sigmoid()), [new OpInput([6, 19], 0, 1), Logits], x =>
            Nd.Of([6, 19], i => (-x[0][i] * Math.Log(Sigmoid(x[1][i]))) - ((1 - x[0][i]) * Math.Log(Sigmoid(-x[1][i]))))),
        new("sparse_categorical_crossentropy (logits)",
            x => Ops.SparseCategoricalCrossentropy(x[0], x[1], fromLogits: true), [Labels, Logits], x =>
            Sparse(x[0], Along(x[1], 1, LogSoftmax))),
        new("sparse_categorical_crossentropy (softmax)",
            x => Ops.SparseCategoricalCrossentropy(x[0], x[1].Softmax()), [Labels, Logits], x =>
            Sparse(x[0], Along(x[1], 1, LogSoftmax))),
        new("sparse_categorical_crossentropy", x => Ops.SparseCategoricalCrossentropy(x[0], x[1]), [Labels, Probabilities], x =>
            Sparse(x[0], Along(x[1], 1, values => Normal(values, Math.Log)))),
        new("sparse_softmax_cross_entropy_with_logits", x => Ops.SparseSoftmaxCrossEntropyWithLogits(x[0], x[1]), [Labels, Logits], x =>
            Sparse(x[0], Along(x[1], 1, LogSoftmax))),
        Dense("categorical_crossentropy (logits)", (t, y) => Ops.CategoricalCrossentropy(t, y, fromLogits: true), Logits, LogSoftmax),
        Dense("categorical_crossentropy (softmax)", (t, y) => Ops.CategoricalCrossentropy(t, y.Softmax()), Logits, LogSoftmax),
        Dense("categorical_crossentropy", (t, y) => Ops.CategoricalCrossentropy(t, y), Probabilities, values => Normal(values, Math.Log)),
        Dense("softmax_cross_entropy_with_logits", Ops.SoftmaxCrossEntropyWithLogits, Logits, LogSoftmax),
    ];

    private static OpRow Dense(string name, Func<Tensor, Tensor, Tensor> function, OpInput output, Func<double[], double[]> logarithms) =>
        new(
            name,
            x => function(x[0], x[1]),
            [new OpInput(output.Shape, 0, 1), output],
            x =>
            {
                Nd rows = Along(x[1], 1, logarithms);
                return Nd.Of([rows.Shape[0]], i => -Enumerable.Range(0, rows.Shape[1]).Sum(k => x[0][i[0], k] * rows[i[0], k]));
            });

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static Nd Sparse(Nd labels, Nd logarithms) => Nd.Of(labels.Shape, i => -logarithms[i[0], (int)labels[i[0]]]);

    private static double[] Softmax(double[] values) => Normal([.. values.Select(Math.Exp)], value => value);

    private static double[] LogSoftmax(double[] values) => Normal([.. values.Select(Math.Exp)], Math.Log);

    private static double[] Normal(double[] values, Func<double, double> function)
    {
        double sum = values.Sum();
        return [.. values.Select(value => function(value / sum))];
    }

    /// <summary>A function of the values along one axis.</summary>
    private static Nd Along(Nd x, int axis, Func<double[], double[]> function) => Nd.Of(x.Shape, index =>
    {
        int[] each = [.. index];
        double[] values = new double[x.Shape[axis]];
        for (int i = 0; i < values.Length; i++)
        {
            each[axis] = i;
            values[i] = x[each];
        }

        return function(values)[index[axis]];
    });
}
