using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sharpkeras.Losses;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>
/// A loss as <c>Compile</c> takes it: by name (<c>"mse"</c>), as an object, as a list with one for each output
/// (<c>["mse", "categorical_crossentropy"]</c>), or as a dictionary by the outputs' names. Files keep the form in which it was given.
/// </summary>
[CollectionBuilder(typeof(LossArgument), nameof(Create))]
public sealed class LossArgument : IEnumerable<LossArgument?>
{
    private readonly string? name;

    private LossArgument(Loss loss, string? name)
    {
        Loss = loss;
        this.name = name;
    }

    private LossArgument(LossArgument?[]? several, IReadOnlyDictionary<string, LossArgument>? byOutput)
    {
        Several = several;
        ByOutput = byOutput;
    }

    /// <summary>The loss; null for a list or a dictionary.</summary>
    public Loss? Loss { get; }

    /// <summary>One for each output.</summary>
    internal IReadOnlyList<LossArgument?>? Several { get; }

    /// <summary>Losses by the names of outputs.</summary>
    internal IReadOnlyDictionary<string, LossArgument>? ByOutput { get; }

    /// <summary>A loss by its Keras name. <c>"crossentropy"</c> means the one that fits the shapes.</summary>
    /// <exception cref="ArgumentException">No loss has that name.</exception>
    public static implicit operator LossArgument(string name) => new((Loss)name, name);

    /// <summary>A loss as an object.</summary>
    public static implicit operator LossArgument(Loss loss) => new(loss, null);

    /// <summary>Losses by the names of outputs.</summary>
    public static implicit operator LossArgument(Dictionary<string, LossArgument> byOutput) => new(null, byOutput);

    /// <summary>Losses by the names of outputs, by their Keras names.</summary>
    /// <exception cref="ArgumentException">No loss has that name.</exception>
    public static implicit operator LossArgument(Dictionary<string, string> byOutput) =>
        byOutput.ToDictionary(pair => pair.Key, pair => (LossArgument)pair.Value);

    /// <summary>One loss for each output, by their Keras names.</summary>
    /// <exception cref="ArgumentException">No loss has that name.</exception>
    public static implicit operator LossArgument(string[] names) => Create([.. names.Select(name => (LossArgument?)name)]);

    /// <summary>One loss for each output; null for an output without.</summary>
    public static LossArgument Create(ReadOnlySpan<LossArgument?> losses) => new(losses.ToArray(), null);

    /// <summary>The losses of a list or dictionary, or this one.</summary>
    public IEnumerator<LossArgument?> GetEnumerator() => (Several ?? ByOutput?.Values ?? (IEnumerable<LossArgument?>)[this]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static LossArgument? FromConfig(JsonNode? node) => node switch
    {
        null => null,
        JsonValue text => text.GetValue<string>(),
        JsonArray several => Create([.. several.Select(FromConfig)]),
        JsonObject serialized when serialized.ContainsKey("class_name") => new LossArgument((Loss)KerasRegistry.Deserialize(typeof(Loss), node), null),
        _ => node.AsObject().ToDictionary(pair => pair.Key, pair => FromConfig(pair.Value)!),
    };

    /// <summary>The name, or the serialised object; without the module, as legacy files hold it, on request.</summary>
    internal JsonNode ToConfig(bool legacy)
    {
        if (Several != null)
        {
            return new JsonArray([.. Several.Select(each => each?.ToConfig(legacy))]);
        }

        if (ByOutput != null)
        {
            return new JsonObject(ByOutput.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToConfig(legacy))));
        }

        return name != null
            ? JsonValue.Create(name)
            : legacy ? new JsonObject { ["class_name"] = Loss!.ClassName, ["config"] = Loss.GetConfig() } : ConfigJson.Serialize(Loss!);
    }
}
