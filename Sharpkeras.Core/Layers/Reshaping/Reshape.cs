using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>Input [batch, …], output [batch, target shape]; the number of elements of a sample stays.</summary>
/// <example><code>Tensor grid = new Reshape([-1, 2]).Call(x);   // [8, 12] → [8, 6, 2]</code></example>
public sealed class Reshape : Layer
{
    private readonly long known = 1;

    /// <summary>A layer that gives samples another shape.</summary>
    /// <param name="targetShape">The shape of a sample; one dimension may be −1 and is computed.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentException">More than one dimension is −1.</exception>
    public Reshape(Shape targetShape, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        if (targetShape.Span.Count(-1) > 1)
        {
            throw new ArgumentException($"reshape — at most one dimension of targetShape is -1. Received {targetShape}.", nameof(targetShape));
        }

        foreach (int dimension in targetShape)
        {
            known *= dimension < 0 ? 1 : dimension;
        }

        TargetShape = targetShape;
        InputSpec = new InputSpec(MinRank: 1);
    }

    /// <summary>The shape of a sample.</summary>
    public Shape TargetShape { get; }

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        if (inputShape[1..].IsKnown)
        {
            CheckFits(inputShape);
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        config["target_shape"] = new JsonArray(TargetShape.ToArray().Select(dimension => (JsonNode?)dimension).ToArray());
        return config;
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        bool open = input.Device.Kind == DeviceKind.Meta && BuildShape is { } built && !built[1..].IsKnown;
        if (open && !Fits(input.Shape))
        {
            // A stand-in for an unknown length need not be divisible: what must stay is that the result depends on it.
            return Symbolic.Shaped(input, Target(input.Shape, divisor: 1));
        }

        CheckFits(input.Shape);
        return input.Reshape(Target(input.Shape, known));
    }

    private bool Fits(Shape input)
    {
        long length = input[1..].Length;
        return TargetShape.IsKnown ? known == length : known > 0 && length % known == 0;
    }

    private void CheckFits(Shape input)
    {
        if (!Fits(input))
        {
            throw new ShapeException(
                $"{this} — {Text.Of(input[1..].Length)} elements of a sample do not fit the target shape {TargetShape}. "
                + $"Received an input of shape {input}; the products must agree.");
        }
    }

    /// <summary>The output's shape: −1 is computed from the sample alone, so that a batch of no samples has a shape too.</summary>
    private Shape Target(Shape input, long divisor) =>
        [input[0], .. TargetShape.ToArray().Select(dimension => dimension >= 0 ? dimension : checked((int)(input[1..].Length / divisor)))];
}
