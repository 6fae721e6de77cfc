using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// The inputs one after the other along an axis; their other dimensions agree. Where an input has a mask the output has one: those of the
/// inputs one after the other (an input without one counts everywhere), or where they lie side by side, whether a step counts in any.
/// </summary>
/// <example><code>Tensor wide = new Concatenate().Call([a, b]);   // [8, 3], [8, 5] → [8, 8]</code></example>
public sealed class Concatenate : Merge
{
    /// <summary>A layer that puts its inputs one after the other.</summary>
    /// <param name="axis">The axis, negative from the end; 0 is the batch.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Concatenate(int axis = -1, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Axis = axis;
    }

    /// <summary>The axis along which the inputs follow each other.</summary>
    public int Axis { get; }

    private protected override void CheckShapes(IReadOnlyList<Shape> shapes)
    {
        int place = shapes[0].Axis(Axis, ToString());
        foreach (Shape shape in shapes)
        {
            bool fits = shape.Rank == shapes[0].Rank;
            for (int i = 0; fits && i < shape.Rank; i++)
            {
                fits = i == place || shape[i] == shapes[0][i] || Math.Min(shape[i], shapes[0][i]) < 0;
            }

            if (!fits)
            {
                throw Unfit(shapes, $"the shapes differ elsewhere than in axis {Text.Of(Axis)}", "all other dimensions must agree");
            }
        }
    }

    private protected override Tensor Combine(Tensor[] inputs) => Ops.Concatenate(inputs, Axis);

    /// <inheritdoc/>
    protected override Tensor? ComputeMask(Tensors inputs, Tensors outputs)
    {
        if (inputs.All(input => input.Mask == null))
        {
            return null;
        }

        int rank = inputs[0].Rank;
        int steps = Math.Min(rank - 1, inputs.Max(input => input.Mask?.Rank ?? 0));
        Tensor[] masks = [.. inputs.Select(input => input.Mask is { } mask
            ? Ops.BroadcastTo(Masks.Fit(mask, rank), input.Shape)
            : Ops.OnesLike(input).Cast(DType.Bool))];
        return Masks.Any(Ops.Concatenate(masks, Axis), [.. Enumerable.Range(steps, rank - steps)]);
    }
}
