using System.Globalization;
using System.Text.Json.Nodes;
using Sharpkeras.Activations;

namespace Sharpkeras.Saving;

/// <summary>
/// Configs from before Keras 3 in which the same words stand for something else: <c>hard_sigmoid</c>, the gates of recurrent layers then, was
/// another function, and a GRU that does not say when it resets did so before its product.
/// </summary>
internal static class OldConfig
{
    private const string HardSigmoid = "hard_sigmoid";

    private static readonly string[] Activations = ["activation", "recurrent_activation"];

    /// <summary>Whether a version is one before 3.</summary>
    public static bool IsOld(string? version) =>
        version != null && int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major < 3;

    /// <summary>Says the same in today's words, in a model and all that is inside.</summary>
    public static void Update(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                Update(item);
            }
        }
        else if (node is JsonObject own)
        {
            UpdateLayer(own);
            foreach (var (_, value) in own)
            {
                Update(value);
            }
        }
    }

    private static void UpdateLayer(JsonObject layer)
    {
        if (layer["class_name"] is not JsonValue name || layer["config"] is not JsonObject config)
        {
            return;
        }

        if (name.ToString() == "GRU" && !config.ContainsKey("reset_after"))
        {
            config["reset_after"] = false;
        }

        foreach (string key in Activations)
        {
            if (config[key] is JsonValue activation && activation.ToString() == HardSigmoid)
            {
                config[key] = ActivationRegistry.OldHardSigmoid;
            }
        }
    }
}
