using System.Text.Json.Nodes;
using Sharpkeras.Losses;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>A loss as <c>Compile</c> takes it: by name, or as an object. Files keep the form in which it was given.</summary>
public sealed class LossArgument
{
    private readonly string? name;

    private LossArgument(Loss loss, string? name)
    {
        Loss = loss;
        this.name = name;
    }

    /// <summary>The loss.</summary>
    public Loss Loss { get; }

    /// <summary>A loss by its Keras name.</summary>
    /// <exception cref="ArgumentException">No loss has that name.</exception>
    public static implicit operator LossArgument(string name) => new((Loss)name, name);

    /// <summary>A loss as an object.</summary>
    public static implicit operator LossArgument(Loss loss) => new(loss, null);

    internal static LossArgument? FromConfig(JsonNode? node) => node switch
    {
        null => null,
        JsonValue text => text.GetValue<string>(),
        _ => new LossArgument((Loss)KerasRegistry.Deserialize(typeof(Loss), node), null),
    };

    /// <summary>The name, or class and config without the module, as legacy files hold it.</summary>
    internal JsonNode ToLegacyConfig() => name != null
        ? JsonValue.Create(name)
        : new JsonObject { ["class_name"] = Loss.ClassName, ["config"] = Loss.GetConfig() };
}
