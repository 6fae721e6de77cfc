using System.Text.Json.Nodes;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>The shapes that a layer was built for, which Keras keeps beside its config.</summary>
public abstract partial class Layer
{
    /// <summary>Classes that are built from the start in Keras, which then knows no shape for them; so are most of the pooling ones.</summary>
    private static readonly HashSet<string> WithoutShapes =
    [
        "Activation", "ActivityRegularization", "AlphaDropout", "Dropout", "ELU", "GaussianDropout", "GaussianNoise", "Identity", "InputLayer",
        "LeakyReLU", "Masking", "ReLU", "Reshape", "Softmax", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "UnitNormalization",
    ];

    /// <summary>The shapes by name, for layers whose inputs have names in Keras.</summary>
    private static readonly string[] AttentionShapes = ["query_shape", "value_shape", "key_shape"];

    /// <inheritdoc/>
    internal override void AddBesideConfig(JsonObject serialized)
    {
        if (BuildConfig() is { } shapes)
        {
            serialized["build_config"] = shapes;
        }
    }

    private JsonObject? BuildConfig()
    {
        if (Module != null && ClassName == "Functional")
        {
            return new JsonObject { ["input_shape"] = null };
        }

        if (buildShapes == null || (Module != null && (WithoutShapes.Contains(ClassName) || IsPooling)))
        {
            return null;
        }

        JsonNode?[] shapes = [.. buildShapes.Select(shape => ConfigJson.Write(shape))];
        if (Module != null && ClassName is "MultiHeadAttention" or "GroupQueryAttention")
        {
            return new JsonObject { ["shapes_dict"] = new JsonObject(AttentionShapes.Zip(shapes, KeyValuePair.Create)) };
        }

        if (RestKeyword is { } rest && shapes.Length > 1)
        {
            return new JsonObject { ["shapes_dict"] = new JsonObject { ["sequences_shape"] = shapes[0], [rest + "_shape"] = new JsonArray(shapes[1..]) } };
        }

        return new JsonObject { ["input_shape"] = shapes.Length == 1 ? shapes[0] : new JsonArray(shapes) };
    }

    private bool IsPooling =>
        ClassName.Contains("Pooling", StringComparison.Ordinal) && !ClassName.StartsWith("Adaptive", StringComparison.Ordinal);
}
