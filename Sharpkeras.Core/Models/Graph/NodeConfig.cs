using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>A symbolic tensor in a config: an output of a call of a layer.</summary>
internal readonly record struct TensorPlace(string Layer, int Call, int Output)
{
    public override string ToString() => $"{Layer}[{Text.Of(Call)}][{Text.Of(Output)}]";
}

/// <summary>
/// A call of a layer in a config. Keras 3 writes <c>args</c> and <c>kwargs</c> with symbolic tensors as objects; before, a call was a list of
/// <c>[layer, call, output, kwargs]</c>.
/// </summary>
/// <param name="Operands">What the call gets, in order: <see cref="TensorPlace"/>, <see cref="double"/>, or an array as Keras writes it (JSON).</param>
/// <param name="Training">Whether the call was told to train or not.</param>
internal sealed record NodeConfig(IReadOnlyList<object> Operands, bool? Training)
{
    /// <summary>The keywords of the last operands, in order: one for each of them.</summary>
    public IReadOnlyList<string> Keywords { get; private init; } = [];

    /// <summary>The switches that are on.</summary>
    public IReadOnlyList<string> Switches { get; private init; } = [];

    public IEnumerable<TensorPlace> Places => Operands.OfType<TensorPlace>();

    /// <summary>The operands of a layer that has no names for them; masks travel on tensors here.</summary>
    public IEnumerable<object> Inputs =>
        Operands.Where((_, i) => i < Operands.Count - Keywords.Count || !IsMask(Keywords[i - Operands.Count + Keywords.Count]));

    /// <summary>Whether a keyword is the argument for masks, or a place in its list.</summary>
    public static bool IsMask(string keyword) => keyword == CallSignature.Mask || keyword.StartsWith(CallSignature.Mask + "/", StringComparison.Ordinal);

    /// <exception cref="ArgumentException">The call has another form, or an argument that is not known here.</exception>
    public static NodeConfig Read(JsonNode call)
    {
        var operands = new List<object>();
        if (call is not JsonObject modern)
        {
            JsonArray list = call.AsArray();
            bool? told = null;
            var named = new List<string>();
            var on = new List<string>();
            foreach (JsonArray tensor in IsTriple(list) ? [list] : list.Select(item => item!.AsArray()))
            {
                operands.Add(Place(tensor));
                told = tensor.Count > 3 ? ReadKeywords(tensor[3]!.AsObject(), operands, named, on) ?? told : told;
            }

            return new NodeConfig(operands, told) { Keywords = named, Switches = on };
        }

        Collect(modern["args"], operands);
        var keywords = new List<string>();
        var switches = new List<string>();
        bool? training = ReadKeywords(modern["kwargs"] as JsonObject ?? [], operands, keywords, switches);
        return new NodeConfig(operands, training) { Keywords = keywords, Switches = switches };
    }

    /// <summary>The inputs or outputs of a model: one place, a list, or an object by name.</summary>
    public static IEnumerable<TensorPlace> Ends(JsonNode node) => node switch
    {
        JsonObject byName => byName.Select(pair => Place(pair.Value!.AsArray())),
        JsonArray list when IsTriple(list) => [Place(list)],
        _ => node.AsArray().Select(item => Place(item!.AsArray())),
    };

    private static bool IsTriple(JsonArray list) => list.Count >= 3 && list[0]?.GetValueKind() == JsonValueKind.String;

    private static TensorPlace Place(JsonArray list) => IsTriple(list)
        ? new TensorPlace(list[0]!.GetValue<string>(), list[1]!.GetValue<int>(), list[2]!.GetValue<int>())
        : throw new ArgumentException($"config — a place in the graph is [layer, call, output]. Received {list.ToJsonString()}.");

    private static void Collect(JsonNode? node, List<object> operands)
    {
        switch (node)
        {
            case JsonArray list when IsTriple(list):
                operands.Add(Place(list));
                break;
            case JsonArray list:
                foreach (JsonNode? item in list)
                {
                    Collect(item, operands);
                }

                break;
            case JsonObject tensor when tensor["class_name"]?.GetValue<string>() == "__keras_tensor__":
                operands.Add(Place(tensor["config"]!["keras_history"]!.AsArray()));
                break;
            case JsonObject array when array["class_name"]?.GetValue<string>() is "__numpy__" or "__tensor__":
                operands.Add(array);
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                operands.Add(number.Deserialize(PlainTypes.Default.Double));
                break;
            case null:
                break;
            default:
                throw new ArgumentException($"config — a call has an argument of a kind that is not known here. Received {node.ToJsonString()}.");
        }
    }

    /// <summary>What is not a tensor, a number or a switch says nothing. Masks in a list have their place as a keyword.</summary>
    private static bool? ReadKeywords(JsonObject given, List<object> operands, List<string> keywords, List<string> switches)
    {
        bool? training = null;
        foreach (var (key, value) in given)
        {
            if (key == "training")
            {
                training = value?.GetValue<bool>();
            }
            else if (value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            {
                switches.AddRange(value.GetValue<bool>() ? [key] : []);
            }
            else
            {
                bool places = key == CallSignature.Mask && value is JsonArray list && !IsTriple(list);
                JsonNode?[] parts = places ? [.. value!.AsArray()] : [value];
                for (int i = 0; i < parts.Length; i++)
                {
                    int before = operands.Count;
                    Collect(parts[i], operands);
                    keywords.AddRange(Enumerable.Repeat(places ? $"{key}/{Text.Of(i)}" : key, operands.Count - before));
                }
            }
        }

        return training;
    }
}
