using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Layers;

namespace Sharpkeras.Tests.Goldens;

/// <summary>How a layer's case is called: with its arrays in order, or as its <c>call</c> says, with the case's masks.</summary>
internal static class LayerInputs
{
    /// <summary>The arrays <c>x0</c>, <c>x1</c>, ….</summary>
    public static Tensor[] Arrays(GoldenCase item)
    {
        Tensor[] arrays = [.. item.Numbered("x").Select(Tensor.FromHost)];
        Assert.That(arrays, Is.Not.Empty, $"{item.Id}: its class exists now; teach LayerInputs its way of being called");
        return arrays;
    }

    /// <summary>The inputs in the order in which the layer takes them: a call's arguments, then its keywords. An array may occur twice.</summary>
    public static Tensors InOrder(GoldenCase item, Tensor[] arrays)
    {
        Tensor[] inputs = item.Json["call"] is JsonObject call
            ? [.. Names(item, call).Select(name => FunctionNames.IsArray(name) ? arrays[name[1] - '0'] : item.Tensor(name))]
            : arrays;
        return [.. inputs.Select((input, i) => item.Has(MaskKey(i)) ? Ops.WithMask(input, item.Tensor(MaskKey(i))) : input)];
    }

    /// <summary>What the inputs of a layer are whose call has named arguments; null for other layers and for lists of inputs.</summary>
    public static CallArguments? Arguments(GoldenCase item, Layer layer)
    {
        if (layer.Signature is not { } signature || item.Json["call"] is not JsonObject call)
        {
            return null;
        }

        string[] keywords = [.. Tensors(call).Select(pair => pair.Key)];
        string[] switches = [.. call["kwargs"]!.AsObject().Where(pair => IsSwitch(pair.Value)).Select(pair => pair.Key)];
        int count = call["args"]!.AsArray().Count + keywords.Length;
        var (order, arguments) = signature.Read(item.Id, count, keywords, switches);
        Assert.That(order, Is.Ordered, $"{item.Id}: the inputs are given in the layer's order");
        return arguments;
    }

    /// <summary>The arrays that the case has gradients for.</summary>
    public static Tensor[] Watched(GoldenCase item, Tensor[] arrays) => [.. arrays.Where((_, i) => item.Has($"gx{i}"))];

    /// <summary>The sum over the outputs of y·r; null where the case has no gradients.</summary>
    public static Tensor? Cotangents(GoldenCase item, Tensors outputs)
    {
        if (item.Has("r"))
        {
            return Ops.Sum(outputs[0] * item.Tensor("r"));
        }

        Tensor? sum = null;
        for (int i = 0; i < outputs.Count && item.Has($"r{i}"); i++)
        {
            Tensor part = Ops.Sum(outputs[i] * item.Tensor($"r{i}"));
            sum = sum == null ? part : sum + part;
        }

        return sum;
    }

    private static string MaskKey(int input) => input == 0 ? "mask" : $"mask{input}";

    private static string[] Names(GoldenCase item, JsonObject call)
    {
        JsonNode?[] given = [.. call["args"]!.AsArray(), .. Tensors(call).Select(pair => pair.Value)];
        string[] names = [.. given.Select(node => node is JsonValue text && text.TryGetValue(out string? name) ? name : "")];
        bool known = names.All(name => (name.Length == 2 && FunctionNames.IsArray(name)) || (name.Length > 0 && item.Has(name)));
        Assert.That(known, Is.True, $"{item.Id}: its class exists now; teach LayerInputs how an argument that is no input is given: {call.ToJsonString()}");
        return names;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Tensors(JsonObject call) => call["kwargs"]!.AsObject().Where(pair => !IsSwitch(pair.Value));

    private static bool IsSwitch(JsonNode? node) => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
}
