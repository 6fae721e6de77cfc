using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>What layers share that make one tensor of several.</summary>
public abstract class Merge : Layer
{
    private protected Merge(string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        SupportsMasking = true;
    }

    /// <inheritdoc/>
    public override void Build(IReadOnlyList<Shape> inputShapes) => CheckShapes(inputShapes);

    /// <inheritdoc/>
    protected sealed override Tensors Forward(Tensors inputs, CallContext context)
    {
        CheckShapes([.. inputs.Select(input => input.Shape)]);
        return Combine(OfOneType(inputs));
    }

    /// <summary>Refuses inputs that cannot be merged.</summary>
    /// <param name="shapes">The shapes of the inputs; unknown dimensions are −1.</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    private protected abstract void CheckShapes(IReadOnlyList<Shape> shapes);

    /// <summary>The merged value of inputs that fit each other.</summary>
    private protected abstract Tensor Combine(Tensor[] inputs);

    /// <summary>Refuses a number of inputs other than two.</summary>
    private protected void CheckPair(IReadOnlyList<Shape> shapes)
    {
        if (shapes.Count != 2)
        {
            throw new ArgumentException($"{this} — the layer takes exactly 2 inputs. Received {Text.Of(shapes.Count)}.");
        }
    }

    /// <summary>Refuses batches of different sizes.</summary>
    private protected void CheckBatch(IReadOnlyList<Shape> shapes)
    {
        if (shapes.Where(shape => shape.Rank > 0).Select(shape => shape[0]).Where(size => size >= 0).Distinct().Count() > 1)
        {
            throw Unfit(shapes, "the inputs have batches of different sizes", "give as many samples of each");
        }
    }

    /// <summary>The error for inputs that do not fit each other.</summary>
    private protected ShapeException Unfit(IReadOnlyList<Shape> shapes, string what, string advice) =>
        new($"{this} — {what}. Received shapes {string.Join(", ", shapes)}; {advice}.");

    /// <summary>Integers that meet floating numbers are converted to the layer's type. Masks go along.</summary>
    private Tensor[] OfOneType(Tensors inputs)
    {
        bool floating = inputs.Any(input => input.DType.IsFloating());
        return [.. inputs.Select(input => !floating || input.DType == DType ? input : Ops.WithMask(input.Cast(DType), input.Mask))];
    }
}
