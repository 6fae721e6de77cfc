using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// The products of two inputs, sample by sample, summed over an axis of each: [batch, …a, n, …b] and [batch, …c, n, …d] give
/// [batch, …a, …b, …c, …d]; two inputs of rank 2 give [batch, 1]. The output has no mask.
/// </summary>
/// <example><code>Tensor scores = new Dot((2, 2)).Call([queries, keys]);   // [8, 5, 4], [8, 7, 4] → [8, 5, 7]</code></example>
public sealed class Dot : Merge
{
    private const double Epsilon = 1e-7;

    /// <summary>A layer of products of two inputs.</summary>
    /// <param name="axes">The axis of each input that is summed over, not 0; negative from the end. Their lengths are equal.</param>
    /// <param name="normalize">Whether the inputs get length 1 along those axes first: the result is the cosine of the angle between them.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">An axis is 0.</exception>
    public Dot(DotAxes axes, bool normalize = false, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Axes = axes;
        Normalize = normalize;
    }

    /// <summary>The axis of each input that is summed over.</summary>
    public DotAxes Axes { get; }

    /// <summary>Whether the inputs get length 1 along those axes first.</summary>
    public bool Normalize { get; }

    private protected override void CheckShapes(IReadOnlyList<Shape> shapes)
    {
        CheckPair(shapes);
        if (shapes.Any(shape => shape.Rank < 2))
        {
            throw Unfit(shapes, "the inputs need rank 2 or more", "the first axis is the batch");
        }

        CheckBatch(shapes);
        int first = shapes[0][AxisOf(shapes[0], Axes.First)];
        int second = shapes[1][AxisOf(shapes[1], Axes.Second)];
        if (first != second && Math.Min(first, second) >= 0)
        {
            throw Unfit(
                shapes,
                $"axis {Text.Of(Axes.First)} of the first input has length {Text.Of(first)} and axis {Text.Of(Axes.Second)} of the second {Text.Of(second)}",
                "the lengths must be equal");
        }
    }

    private protected override Tensor Combine(Tensor[] inputs)
    {
        Tensor left = Prepared(inputs[0], Axes.First, last: true);
        Tensor right = Prepared(inputs[1], Axes.Second, last: false);
        int batch = left.Shape[0];
        int length = left.Shape[^1];
        Shape rows = left.Shape[1..^1];
        Shape columns = right.Shape[2..];
        Tensor product = Ops.MatMul(
            left.Reshape([batch, checked((int)rows.Length), length]),
            right.Reshape([batch, length, checked((int)columns.Length)]));
        int[] result = [.. rows.ToArray(), .. columns.ToArray()];
        return product.Reshape([batch, .. result.Length == 0 ? [1] : result]);
    }

    /// <inheritdoc/>
    protected override Tensor? ComputeMask(Tensors inputs, Tensors outputs) => null;

    private int AxisOf(Shape shape, int axis)
    {
        int place = shape.Axis(axis, ToString());
        return place > 0 ? place : throw new ArgumentException($"{this} — the batch axis cannot be summed over. Received axis {Text.Of(axis)} for shape {shape}.");
    }

    /// <summary>An input, normalised where that is asked, with the summed axis at the end or after the batch.</summary>
    private Tensor Prepared(Tensor input, int axis, bool last)
    {
        int place = AxisOf(input.Shape, axis);
        Tensor floating = input.DType.IsFloating() ? input : input.Cast(DType);
        Tensor x = Normalize ? OfLengthOne(floating, place) : floating;
        int target = last ? x.Rank - 1 : 1;
        if (place == target)
        {
            return x;
        }

        List<int> order = [.. Enumerable.Range(0, x.Rank)];
        order.RemoveAt(place);
        order.Insert(target, place);
        return Ops.Transpose(x, [.. order]);
    }

    /// <summary>x / max(‖x‖, ε) along an axis.</summary>
    private static Tensor OfLengthOne(Tensor x, int axis) =>
        x * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), axis, keepDims: true), Ops.Constant(Epsilon * Epsilon, x)));
}
