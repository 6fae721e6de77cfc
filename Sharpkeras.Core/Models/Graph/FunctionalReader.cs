using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>Makes the graph of a functional model from its config: the layers, then their calls, each as soon as all that it needs is there.</summary>
internal sealed class FunctionalReader
{
    private readonly string model;
    private readonly Dictionary<string, Layer> layers = [];
    private readonly Dictionary<string, int> firstCalls;
    private readonly Dictionary<TensorPlace, Tensor> tensors = [];
    private readonly List<Call> calls = [];

    private FunctionalReader(JsonObject config, JsonNode inputs, JsonNode outputs)
    {
        model = config["name"]?.GetValue<string>() ?? "functional";
        foreach (JsonNode? entry in config["layers"] as JsonArray ?? throw Missing("layers"))
        {
            Add(entry!.AsObject());
        }

        // A functional model inside another already has a call of its own, so that files count those from 1; older files do so for sequential
        // ones too. Each call in a file is used there: the smallest number is the first.
        firstCalls = calls.SelectMany(call => call.Node.Places).Concat(NodeConfig.Ends(inputs)).Concat(NodeConfig.Ends(outputs))
            .GroupBy(place => place.Layer)
            .ToDictionary(places => places.Key, places => places.Min(place => place.Call));
    }

    /// <summary>The symbolic inputs and outputs of the model of a config.</summary>
    /// <exception cref="ArgumentException">An entry is missing, a layer is unknown, or calls need each other or what is not there.</exception>
    public static (Tensors Inputs, Tensors Outputs) Read(JsonObject config)
    {
        string name = config["name"]?.GetValue<string>() ?? "functional";
        JsonNode inputs = config["input_layers"] ?? throw new ArgumentException($"{name} — entry 'input_layers' is missing in the model's config.");
        JsonNode outputs = config["output_layers"] ?? throw new ArgumentException($"{name} — entry 'output_layers' is missing in the model's config.");
        var reader = new FunctionalReader(config, inputs, outputs);
        reader.MakeCalls();
        return (reader.Ends(inputs), reader.Ends(outputs));
    }

    private void Add(JsonObject entry)
    {
        string name = entry["name"]?.GetValue<string>() ?? entry["config"]?["name"]?.GetValue<string>() ?? throw Missing("name");
        Layer? layer = OperationConfig.IsOperation(entry) ? null : ModelConfig.LayerFrom(entry);
        if (layer is InputLayer input)
        {
            tensors.Add(new TensorPlace(name, 0, 0), input.Symbol);
        }

        JsonArray nodes = entry["inbound_nodes"] as JsonArray ?? [];
        for (int i = 0; i < nodes.Count; i++)
        {
            calls.Add(new Call(name, i, entry, NodeConfig.Read(nodes[i]!)));
        }

        if (layer != null && !layers.TryAdd(name, layer))
        {
            throw new ArgumentException($"{model} — two layers have the name '{name}'. Give one another name.");
        }
    }

    private void MakeCalls()
    {
        List<Call> waiting = calls;
        while (waiting.Count > 0)
        {
            List<Call> still = [];
            foreach (Call call in waiting)
            {
                if (call.Node.Places.All(tensors.ContainsKey))
                {
                    Make(call);
                }
                else
                {
                    still.Add(call);
                }
            }

            if (still.Count == waiting.Count)
            {
                IEnumerable<TensorPlace> needed = still.SelectMany(call => call.Node.Places).Where(place => !tensors.ContainsKey(place)).Distinct();
                throw new ArgumentException(
                    $"{model} — the graph has a cycle, or needs what is not in it: {string.Join(", ", still.Select(call => call.Layer).Distinct())} wait for {string.Join(", ", needed)}.");
            }

            waiting = still;
        }
    }

    private void Make(Call call)
    {
        Tensors outputs;
        if (!layers.TryGetValue(call.Layer, out Layer? layer))
        {
            outputs = OperationConfig.Call(call.Entry, [.. call.Node.Operands.Select(Operand)]);
            (NodeOutput.Of(outputs[0])!.Node.Layer as OperationLayer)?.TakeName(call.Layer);
        }
        else if (layer.Signature is { } signature && call.Node.Operands.All(operand => operand is TensorPlace))
        {
            var (order, arguments) = signature.Read($"{model}, {layer}", call.Node.Operands.Count, call.Node.Keywords, call.Node.Switches);
            outputs = layer.CallAll(order.Select(i => tensors[(TensorPlace)call.Node.Operands[i]]).ToArray(), arguments, call.Node.Training);
        }
        else if (call.Node.Switches.Count == 0 && call.Node.Inputs.All(operand => operand is TensorPlace))
        {
            outputs = layer.CallAll(call.Node.Inputs.Select(place => tensors[(TensorPlace)place]).ToArray(), call.Node.Training);
        }
        else
        {
            throw new ArgumentException($"{model} — the call of {layer} has arguments other than tensors, which are not known here. Received {call.Entry["inbound_nodes"]!.ToJsonString()}.");
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            tensors.Add(new TensorPlace(call.Layer, firstCalls.GetValueOrDefault(call.Layer) + call.Number, i), outputs[i]);
        }
    }

    private object Operand(object operand) => operand switch
    {
        TensorPlace place => tensors[place],
        JsonObject array => OperationConfig.ReadValues(array),
        _ => operand,
    };

    private Tensors Ends(JsonNode node)
    {
        foreach (TensorPlace place in NodeConfig.Ends(node).Where(place => !tensors.ContainsKey(place)))
        {
            throw new ArgumentException($"{model} — an end of the graph is not in it: {place}.");
        }

        Tensors ends = NodeConfig.Ends(node).Select(place => tensors[place]).ToArray();
        return node is JsonObject byName ? ends.WithNames([.. byName.Select(pair => pair.Key)]) : ends;
    }

    private ArgumentException Missing(string entry) => new($"{model} — entry '{entry}' is missing in the model's config.");

    private sealed record Call(string Layer, int Number, JsonObject Entry, NodeConfig Node);
}
