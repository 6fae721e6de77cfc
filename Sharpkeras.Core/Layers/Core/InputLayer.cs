using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>Tells the shape of a model's input: <c>new InputLayer([32, 32, 1])</c>, without the batch.</summary>
public sealed class InputLayer : Layer
{
    /// <summary>An input.</summary>
    /// <param name="shape">The shape of one sample; −1 for a dimension that varies. Leave it out when <paramref name="batchShape"/> is given.</param>
    /// <param name="batchSize">The number of samples, when it is fixed, positive.</param>
    /// <param name="dtype">The element type.</param>
    /// <param name="batchShape">The shape with the batch.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">Neither or both shapes are given, or the number of samples is not positive.</exception>
    public InputLayer(Shape? shape = null, int? batchSize = null, DType dtype = DType.Float32, Shape? batchShape = null, string? name = null)
        : base(name, true, DType.Float32)
    {
        if ((shape == null) == (batchShape == null))
        {
            throw new ArgumentException("input_layer — give either shape (without the batch) or batchShape. Received both or neither.", nameof(shape));
        }

        if (batchSize is { } samples)
        {
            Check.Positive(samples, nameof(batchSize), "input_layer");
        }

        BatchShape = batchShape ?? [batchSize ?? -1, .. shape!.Value.ToArray()];
        InputDType = dtype;
        InputSpec = new InputSpec(BatchShape.Rank);
    }

    /// <summary>The shape with the batch, −1 where it varies.</summary>
    public Shape BatchShape { get; }

    /// <summary>The element type of the input.</summary>
    public DType InputDType { get; }

    /// <summary>The symbolic input.</summary>
    internal Tensor Symbol => Nodes.Count > 0 ? Nodes[0].Outputs[0] : MakeSymbol();

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["batch_shape"] = ConfigJson.Write(BatchShape),
        ["dtype"] = InputDType.KerasName(),
        ["sparse"] = false,
        ["ragged"] = false,
        ["name"] = Name,
        ["optional"] = false,
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        for (int i = 0; i < input.Rank; i++)
        {
            if (BatchShape[i] >= 0 && BatchShape[i] != input.Shape[i])
            {
                throw new ShapeException($"{Name} (InputLayer) — the model takes inputs of shape {BatchShape}. Received {input.Shape}.");
            }
        }

        return input;
    }

    private Tensor MakeSymbol()
    {
        EnsureBuilt(BatchShape);
        OutputShapes = [BatchShape];
        return AddNode(default, arguments: null, training: null, new TensorSpec(BatchShape, InputDType))[0];
    }
}
