using System.Text.Json.Nodes;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>The config: layers, their calls, and which tensors are inputs and outputs.</summary>
public partial class Functional
{
    /// <inheritdoc/>
    public override string? Module => GetType() == typeof(Functional) ? "keras.src.models.functional" : base.Module;

    internal override string? RegisteredName => GetType() == typeof(Functional) ? nameof(Functional) : base.RegisteredName;

    /// <summary>The layers with their calls, as Keras keeps them.</summary>
    public override JsonObject GetConfig()
    {
        var layers = new JsonArray();
        foreach (Layer layer in network.Operations)
        {
            OperationConfig.CheckHasForm(layer, Name);
            JsonObject entry = ConfigJson.Serialize(layer);
            entry["name"] = layer.Name;
            entry["inbound_nodes"] = new JsonArray([.. network.NodesOf(layer).Where(node => !node.IsInput).Select(Serialized)]);
            layers.Add((JsonNode)entry);
        }

        return new JsonObject
        {
            ["name"] = Name,
            ["trainable"] = Trainable,
            ["layers"] = layers,
            ["input_layers"] = Ends(Inputs, Named(InputsAreNamed, inputNames)),
            ["output_layers"] = Ends(Outputs, Named(NamedOutputs, outputNames)),
        };
    }

    /// <summary>A model from its config, in Keras's current form or an older one.</summary>
    /// <exception cref="ArgumentException">An entry is missing or a layer is unknown.</exception>
    internal static Functional FromConfig(JsonObject config)
    {
        var (inputs, outputs) = FunctionalReader.Read(config);
        return new Functional(inputs, outputs, config["trainable"]?.GetValue<bool>() ?? true, config["name"]?.GetValue<string>());
    }

    private static string[]? Named(bool named, string[] names) => named ? names : null;

    /// <summary>A call: a single tensor, or the list of them, in Keras's form of a symbolic tensor.</summary>
    private JsonNode Serialized(Node node)
    {
        var kwargs = new JsonObject();
        if (node.Layer is Sequential or Functional || (node.Layer.HasMaskArgument && node.Inputs.Count == 1))
        {
            kwargs["mask"] = null;
        }

        if (node.Training is { } training)
        {
            kwargs["training"] = training;
        }

        if (node.Layer.RestKeyword is { } rest && node.Inputs.Count > 1)
        {
            kwargs[rest] = new JsonArray([.. node.Inputs.Skip(1).Select(KerasTensor)]);
            return new JsonObject { ["args"] = new JsonArray(KerasTensor(node.Inputs[0])), ["kwargs"] = kwargs };
        }

        if (node.Layer.Signature is { } signature)
        {
            return signature.Write(node.Arguments, [.. node.Inputs.Select(KerasTensor)], kwargs);
        }

        return new JsonObject { ["args"] = node.Layer is OperationLayer operation ? Arguments(node, operation) : Arguments(node), ["kwargs"] = kwargs };
    }

    private JsonArray Arguments(Node node)
    {
        JsonNode[] tensors = [.. node.Inputs.Select(KerasTensor)];
        return tensors.Length == 1 && node.Layer is not Merge ? [tensors[0]] : new JsonArray(new JsonArray(tensors));
    }

    /// <summary>The places of an operation: symbolic tensors, numbers, and tensors with values, written out.</summary>
    private JsonArray Arguments(Node node, OperationLayer operation)
    {
        var arguments = new JsonArray();
        int next = 0;
        foreach (object? place in operation.Places)
        {
            arguments.Add(place switch
            {
                null => KerasTensor(node.Inputs[next++]),
                OperationLayer.Number number => JsonValue.Create(number.Value),
                _ => OperationConfig.WriteValues((Variable)place),
            });
        }

        return OperationConfig.TakesList(operation.Operation.Name) ? new JsonArray(arguments) : arguments;
    }

    private JsonNode KerasTensor(Tensor tensor) => new JsonObject
    {
        ["class_name"] = "__keras_tensor__",
        ["config"] = new JsonObject
        {
            ["shape"] = ConfigJson.Write(tensor.Shape),
            ["dtype"] = tensor.DType.KerasName(),
            ["keras_history"] = History(tensor),
        },
    };

    /// <summary>The layer, the number of its call in this model, the number of the output. A functional model inside already has call 0.</summary>
    private JsonArray History(Tensor tensor)
    {
        NodeOutput place = NodeOutput.Of(tensor)!;
        Layer layer = place.Node.Layer;
        int number = network.NodesOf(layer).TakeWhile(node => !ReferenceEquals(node, place.Node)).Count();
        return new JsonArray(layer.Name, number + (layer is Functional ? 1 : 0), place.Index);
    }

    private JsonNode Ends(Tensors tensors, string[]? names)
    {
        if (names != null)
        {
            return new JsonObject(names.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)History(tensors[i]))));
        }

        return tensors.Count == 1 ? History(tensors[0]) : new JsonArray([.. tensors.Select(History)]);
    }
}
