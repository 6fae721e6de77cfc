using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>
/// Every row of the table used directly on symbolic tensors: the functional model that comes of it computes the same as the operation, with
/// the batch known when it is made and without.
/// </summary>
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
        "meshgrid", "histogram", "squeeze", "broadcast_to", "split", "vsplit", "unstack", "glu", "cumprod", "matmul", "einsum", "conv2d", "depthwise_conv2d",
        "conv2d_transpose", "batch_normalization",
    ];

    private static IEnumerable<TestCaseData> Rows() =>
        from row in OpTable.Rows
        where row.Inputs.All(input => input.Shape.Rank > 0)
        from unknown in row.Inputs.All(input => input.Shape.Rank <= row.Inputs[0].Shape.Rank) ? (bool[])[false, true] : [false]
        select new TestCaseData(row, unknown).SetArgDisplayNames(row.ToString(), unknown ? "unknown batch" : "known batch");

    [TestCaseSource(nameof(Rows))]
    public void ComputesTheSame(object item, bool unknown)
    {
        var row = (OpRow)item;
        Tensor[] inputs = [.. row.Inputs.Select(input => Keras.Input(
            batchShape: unknown && IsBatch(row, input) ? input.Shape.With(0, -1) : input.Shape, dtype: input.DType ?? DType.Float32))];
        using var scope = new TensorScope();
        Tensor[] values = [.. row.Inputs.Select((input, i) => input.Draw(17 + i).To(input.DType ?? DType.Float32, Device.Cpu))];
        Tensor want = row.Function(values);
        bool mayRefuse = (unknown || row.Name.Split(' ')[0] is "meshgrid" or "histogram") && MayRefuse.Contains(row.Name.Split(' ')[0]);
        try
        {
            var model = new Functional(inputs, row.Function(inputs));
            Tensor got = model.Call(values);
            Assert.That((got.Shape, got.DType), Is.EqualTo((want.Shape, want.DType)));
            Assert.That(got.ToHost().Bytes, Is.EqualTo(want.ToHost().Bytes));
            Assert.That(model.Outputs[0].Shape.Rank, Is.EqualTo(want.Rank).Or.EqualTo(mayRefuse ? model.Outputs[0].Shape.Rank : want.Rank));
        }
        catch (Exception exception) when (mayRefuse && exception is ArgumentException or InvalidOperationException)
        {
            Assert.That(exception.Message, Does.Contain("—"));
        }
    }

    /// <summary>The first input has the batch first, and those of its shape; the others are weights.</summary>
    private static bool IsBatch(OpRow row, OpInput input) =>
        input == row.Inputs[0] || (input.Shape.Rank == row.Inputs[0].Shape.Rank && input.Shape[0] == row.Inputs[0].Shape[0]);
}
