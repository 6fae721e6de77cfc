using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>What <see cref="Cropping1D"/>, <see cref="Cropping2D"/> and <see cref="Cropping3D"/> share.</summary>
/// <typeparam name="TBorder">The numbers for the axes of sequences, images or volumes.</typeparam>
public abstract class BaseCropping<TBorder> : Layer
    where TBorder : struct, IBorder
{
    private protected BaseCropping(TBorder cropping, DataFormat dataFormat, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        Cropping = Borders.NotNegative(cropping, nameof(cropping), ToString());
        DataFormat = dataFormat;
        InputSpec = new InputSpec(Rank: cropping.Sides.Count + 2);
    }

    /// <summary>How much is cropped from each side.</summary>
    public TBorder Cropping { get; }

    /// <summary>Where the channels are.</summary>
    public DataFormat DataFormat { get; }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Nothing would be left.</exception>
    public override void Build(Shape inputShape) => CheckLeft(inputShape);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        CheckLeft(input.Shape);
        (int Before, int After)[] sides = Borders.AllAxes(Cropping, DataFormat);
        Slice[] slices = [.. sides.Select((side, axis) => (Slice)(side.Before..(input.Shape[axis] - side.After)))];
        return input[slices];
    }

    private void CheckLeft(Shape shape)
    {
        (int Before, int After)[] sides = Borders.AllAxes(Cropping, DataFormat);
        for (int axis = 0; axis < sides.Length; axis++)
        {
            (int before, int after) = sides[axis];
            if (shape[axis] >= 0 && before + after > 0 && (long)before + after >= shape[axis])
            {
                throw new ShapeException(
                    $"{this} — cropping must leave something of each axis. Received cropping {Cropping} for shape {shape}: axis {Text.Of(axis)} has length {Text.Of(shape[axis])}.");
            }
        }
    }
}
