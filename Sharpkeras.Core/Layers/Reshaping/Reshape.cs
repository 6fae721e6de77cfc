using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>Input [batch, …], output [batch, target shape]; the number of elements of a sample stays.</summary>
/// <param name="targetShape">The shape of a sample; one dimension may be −1.</param>
/// <param name="name">The name.</param>
/// <param name="trainable">Without effect: there are no weights.</param>
/// <param name="dtype">The type of the computation.</param>
public sealed class Reshape(Shape targetShape, string? name = null, bool trainable = true, DType dtype = DType.Float32)
    : Layer(name, trainable, dtype)
{
    /// <summary>The shape of a sample.</summary>
    public Shape TargetShape { get; } = targetShape;

    /// <inheritdoc/>
    public override System.Text.Json.Nodes.JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["target_shape"] = new System.Text.Json.Nodes.JsonArray(
            TargetShape.ToArray().Select(dimension => (System.Text.Json.Nodes.JsonNode?)dimension).ToArray());
        return config;
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => input.Reshape([input.Shape[0], .. TargetShape.ToArray()]);
}
