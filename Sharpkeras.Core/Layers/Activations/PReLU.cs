using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>
/// x above 0, α·x below, where training finds an α for each place of a sample, or one along the shared axes (He et al. 2015). The
/// shape stays.
/// </summary>
/// <example><code>var layer = new PReLU(sharedAxes: [1, 2]);   // an α for each channel of an image</code></example>
public sealed class PReLU : Layer
{
    private Variable alpha = null!;

    /// <summary>A rectifier with slopes that are learnt.</summary>
    /// <param name="alphaInitializer">The first slopes; null for zeros.</param>
    /// <param name="alphaRegularizer">A penalty on the slopes.</param>
    /// <param name="alphaConstraint">Bounds of the slopes.</param>
    /// <param name="sharedAxes">The axes along which a slope is shared, counted from 1, since 0 is the batch; null for none.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the slopes.</param>
    /// <param name="dtype">The type of weights and computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A shared axis is below 1.</exception>
    public PReLU(
        Initializer? alphaInitializer = null,
        Regularizer? alphaRegularizer = null,
        Constraint? alphaConstraint = null,
        int[]? sharedAxes = null,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        foreach (int axis in sharedAxes ?? [])
        {
            if (axis < 1)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(sharedAxes), $"PReLU — sharedAxes must be 1 or more, since axis 0 is the batch. Received {Text.Of(axis)}.");
            }
        }

        AlphaInitializer = alphaInitializer ?? new Zeros();
        AlphaRegularizer = alphaRegularizer;
        AlphaConstraint = alphaConstraint;
        SharedAxes = sharedAxes;
        SupportsMasking = true;
    }

    /// <summary>The first slopes.</summary>
    public Initializer AlphaInitializer { get; }

    /// <summary>A penalty on the slopes.</summary>
    public Regularizer? AlphaRegularizer { get; }

    /// <summary>Bounds of the slopes.</summary>
    public Constraint? AlphaConstraint { get; }

    /// <summary>The axes along which a slope is shared; null for none.</summary>
    public int[]? SharedAxes { get; }

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        int[] shape = inputShape.ToArray();
        foreach (int axis in SharedAxes ?? [])
        {
            if (axis >= shape.Length)
            {
                throw new ShapeException(
                    $"{Name} (PReLU) — shared axis {Text.Of(axis)} does not exist. Received shape {inputShape}; axes go from 1 to {Text.Of(shape.Length - 1)}.");
            }

            shape[axis] = 1;
        }

        int[] slopes = shape.Length > 0 ? shape[1..] : [];
        if (slopes.Contains(-1))
        {
            throw new ShapeException(
                $"{Name} (PReLU) — the axes with slopes of their own must have a known length. Received shape {inputShape}; name the others in sharedAxes.");
        }

        alpha = AddWeight("alpha", slopes, AlphaInitializer, AlphaRegularizer, AlphaConstraint);
        InputSpec = new InputSpec(Rank: inputShape.Rank);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Shape slopes = alpha.Value.Shape;
        for (int i = 0; i < slopes.Rank; i++)
        {
            if (SharedAxes?.Contains(i + 1) != true && input.Shape[i + 1] != slopes[i])
            {
                throw new ShapeException($"{Name} (PReLU) — the layer has slopes of shape {slopes} for each sample. Received shape {input.Shape}.");
            }
        }

        return Ops.Prelu(input, alpha);
    }
}
