using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// The arguments of a layer's call under Keras's names, for layers whose inputs have names, and how a call is written in a model's config.
/// </summary>
/// <param name="inputs">The tensors that the layer is built for, in order.</param>
/// <param name="masks">The tensors that follow them.</param>
/// <param name="switches">The Boolean arguments.</param>
/// <param name="inList">Whether the inputs are a list in Keras, and the masks another, named <c>mask</c>.</param>
internal sealed class CallSignature(string[] inputs, string[] masks, string[] switches, bool inList)
{
    /// <summary>The argument that holds masks.</summary>
    public const string Mask = "mask";

    /// <summary>The arguments of a call, without those that are null, in the order in which the layer takes them.</summary>
    public (Tensors Inputs, CallArguments Arguments) Given(Tensor?[] tensors, params bool[] on)
    {
        string[] all = [.. inputs, .. masks];
        int[] places = [.. Enumerable.Range(0, tensors.Length).Where(i => tensors[i] != null)];
        return (places.Select(i => tensors[i]!).ToArray(), Of([.. places.Select(i => all[i])], [.. switches.Where((_, i) => on[i])]));
    }

    /// <summary>The arguments of a call that gives some inputs in order.</summary>
    public CallArguments InOrder(int count) => Of([.. inputs.Take(count)], []);

    /// <summary>The order in which the layer takes the operands of a call in a file, and what they are.</summary>
    /// <param name="owner">The layer, for messages.</param>
    /// <param name="count">The number of operands.</param>
    /// <param name="keywords">The keywords of the last ones.</param>
    /// <param name="on">The switches that are on.</param>
    /// <exception cref="ArgumentException">An argument is not known here.</exception>
    public (int[] Order, CallArguments Arguments) Read(string owner, int count, IReadOnlyList<string> keywords, IReadOnlyList<string> on)
    {
        string[] all = [.. inputs, .. masks];
        int positional = count - keywords.Count;
        int[] places = [.. Enumerable.Range(0, count).Select(i => i < positional ? i : PlaceOf(keywords[i - positional], all))];
        string[] strange = [.. keywords.Where(keyword => PlaceOf(keyword, all) < 0), .. on.Except(switches)];
        if (strange.Length > 0 || positional > all.Length || places.Distinct().Count() < count)
        {
            throw new ArgumentException(
                $"{owner} — a call has {string.Join(", ", all.Concat(switches))} as arguments, each once. "
                + $"Received {Text.Of(positional)} by their place{string.Concat(keywords.Concat(on).Select(name => $", {name}"))}.");
        }

        int[] order = [.. Enumerable.Range(0, count).OrderBy(i => places[i])];
        return (order, Of([.. order.Select(i => all[places[i]])], [.. on]));
    }

    /// <summary>A call in Keras's form.</summary>
    /// <param name="given">What the tensors are; null for inputs in order.</param>
    /// <param name="tensors">The serialised tensors.</param>
    /// <param name="keywords">Arguments that are written already.</param>
    public JsonObject Write(CallArguments? given, JsonNode[] tensors, JsonObject keywords)
    {
        CallArguments arguments = given ?? InOrder(tensors.Length);
        JsonArray args = [.. tensors.Take(arguments.Shaping)];
        for (int i = arguments.Shaping; i < tensors.Length && !inList; i++)
        {
            keywords[arguments.Names[i]] = tensors[i];
        }

        if (inList)
        {
            keywords[Mask] = new JsonArray([.. masks.Take(Math.Max(2, arguments.Shaping)).Select(mask => arguments.PlaceOf(mask) is >= 0 and int at ? tensors[at] : null)]);
        }

        foreach (string name in arguments.Switches)
        {
            keywords[name] = true;
        }

        return new JsonObject { ["args"] = inList ? new JsonArray((JsonNode)args) : args, ["kwargs"] = keywords };
    }

    private CallArguments Of(string[] names, string[] on) => new(names, on, names.Count(inputs.Contains));

    private int PlaceOf(string keyword, string[] all)
    {
        int slash = keyword.IndexOf('/', StringComparison.Ordinal);
        return inList && slash > 0 && int.TryParse(keyword.AsSpan(slash + 1), out int place) && place < masks.Length
            ? inputs.Length + place
            : Array.IndexOf(all, keyword);
    }
}
