using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>
/// Every row of the table used directly on symbolic tensors: the functional model that comes of it computes the same as the operation, with
/// the batch known when it is made and without.
/// </summary>
[Category("Kernels")]
public sealed class OpGraphTests
{
    /// <summary>
    /// Operations that may refuse a symbolic tensor: their first axis is no batch but a part of a matrix or a sequence, or they look at values.
    /// None of these computes something else instead.
    /// </summary>
    private static readonly string[] MayRefuse =
    [
        "cholesky", "cholesky_inverse", "det", "eigh", "inv", "logdet", "lstsq", "matrix_rank", "norm", "pinv", "qr", "singular", "slogdet", "solve",
        "solve_triangular", "svd", "scan", "vectorized_map", "segment_max", "segment_min", "segment_prod", "segment_sum", "cross", "tensordot", "trapezoid",
        "meshgrid", "histogram", "broadcast_to", "split", "vsplit", "unstack", "glu", "cumprod", "matmul", "einsum", "conv2d", "depthwise_conv2d",
        "conv2d_transpose", "batch_normalization", "lstm", "gru", "simple_rnn",
    ];

    /// <summary>Operations whose rank depends on the batch's size, where rows take the batch for another axis.</summary>
    private static readonly string[] RankOfBatch = ["squeeze", "cross"];

    private static IEnumerable<TestCaseData> Rows() =>
        from row in OpTable.Rows
        where HasAxes(row)
        from unknown in MayLackBatch(row) ? (bool[])[false, true] : [false]
        select new TestCaseData(row, unknown).SetArgDisplayNames(row.ToString(), unknown ? "unknown batch" : "known batch");

    [TestCaseSource(nameof(Rows))]
    public void ComputesTheSame(object item, bool unknown)
    {
        var row = (OpRow)item;
        bool mayRefuse = (unknown || NameOf(row) is "meshgrid" or "histogram") && MayRefuse.Contains(NameOf(row));
        Exception? refusal = Refusal(row, unknown);
        Assert.That(refusal?.Message, mayRefuse && refusal != null ? Does.Contain("—") : Is.Null);
    }

    /// <summary>A name stands on the list only as long as one of its rows is refused.</summary>
    [TestCaseSource(nameof(MayRefuse))]
    public void RefusesARow(string name) => Assert.That(
        OpTable.Rows.Where(row => NameOf(row) == name && HasAxes(row)).Any(row => (MayLackBatch(row) && Refusal(row, true) != null) || Refusal(row, false) != null),
        "it computes the same: take it off the list");

    /// <summary>Compares a model with the operation; what the operation or the model said where it refuses.</summary>
    private static Exception? Refusal(OpRow row, bool unknown)
    {
        Tensor[] inputs = [.. row.Inputs.Select(input => Keras.Input(
            batchShape: unknown && IsBatch(row, input) ? input.Shape.With(0, -1) : input.Shape, dtype: input.DType ?? DType.Float32))];
        using var scope = new TensorScope();
        Tensor[] values = [.. row.Inputs.Select((input, i) => input.Draw(17 + i).To(input.DType ?? DType.Float32, Device.Cpu))];
        Tensor want = row.Function(values);
        Functional model;
        Tensor got;
        try
        {
            model = new Functional(inputs, row.Function(inputs));
            got = model.Call(values);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return exception;
        }

        Assert.That((got.Shape, got.DType), Is.EqualTo((want.Shape, want.DType)));
        Assert.That(got.ToHost().Bytes, Is.EqualTo(want.ToHost().Bytes));
        Assert.That(model.Outputs[0].Shape.Rank == want.Rank || (unknown && RankOfBatch.Contains(NameOf(row))), "the symbolic rank");
        return null;
    }

    private static bool HasAxes(OpRow row) => row.Inputs.All(input => input.Shape.Rank > 0);

    private static bool MayLackBatch(OpRow row) => row.Inputs.All(input => input.Shape.Rank <= row.Inputs[0].Shape.Rank);

    private static string NameOf(OpRow row) => row.Name.Split(' ')[0];

    /// <summary>The first input has the batch first, and those of its shape; the others are weights.</summary>
    private static bool IsBatch(OpRow row, OpInput input) =>
        input == row.Inputs[0] || (input.Shape.Rank == row.Inputs[0].Shape.Rank && input.Shape[0] == row.Inputs[0].Shape[0]);
}
