using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>
/// Layers one after the other. With an <see cref="InputLayer"/> first, the weights exist at once; else from the first call on.
/// </summary>
/// <example>
/// <code>
/// var model = new Sequential([
///     new InputLayer([784]),
///     new Dense(128, activation: "relu"),
///     new Dense(10, activation: "softmax"),
/// ]);
/// </code>
/// </example>
public sealed class Sequential : Model
{
    private readonly List<Layer> layers = [];
    private Tensors? inputs;
    private Tensors? outputs;

    /// <summary>A model of the layers.</summary>
    /// <param name="layers">The layers in order; an <see cref="InputLayer"/> may be the first. Null for none yet.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">Two layers have the same name, or an input layer is not the first.</exception>
    public Sequential(IEnumerable<Layer>? layers = null, bool trainable = true, string? name = null)
        : base(name, true)
    {
        foreach (Layer layer in layers ?? [])
        {
            Insert(layer);
        }

        if (!trainable)
        {
            Trainable = false;
        }

        BuildFromInput();
    }

    /// <summary>The layers without the input layer.</summary>
    public override IReadOnlyList<Layer> Layers => layers;

    /// <summary>What the first layer says of the input; null when none was given.</summary>
    public InputLayer? InputLayer { get; private set; }

    /// <inheritdoc/>
    public override Tensors Inputs => inputs ?? throw NoGraph();

    /// <inheritdoc/>
    public override Tensors Outputs => outputs ?? throw NoGraph();

    /// <inheritdoc/>
    public override IReadOnlyList<string>? InputNames => InputLayer == null ? null : [InputLayer.Name];

    /// <inheritdoc/>
    protected override IReadOnlyList<string>? OutputNames => layers.Count > 0 ? [layers[^1].Name] : null;

    internal override IReadOnlyList<Layer> SubLayers => layers;

    internal override IReadOnlyList<(string Path, Layer Layer)> SubLayerPaths => [.. Counted("layers", layers)];

    /// <summary>Adds a layer at the end.</summary>
    /// <exception cref="InvalidOperationException">The model is built already.</exception>
    /// <exception cref="ArgumentException">The name is taken, or an input layer is not the first.</exception>
    public void Add(Layer layer)
    {
        if (Built && layers.Count > 0)
        {
            throw new InvalidOperationException(
                $"{Name} — layers cannot be added after the model was built: {layer.Name} would have no place in its weights. Make a new Sequential with all layers.");
        }

        Insert(layer);
    }

    /// <summary>Makes the weights for inputs of a shape, when the model has no input layer. It is called on the first use otherwise.</summary>
    /// <param name="inputShape">The shape with the batch; −1 where it varies.</param>
    public override void Build(Shape inputShape)
    {
        if (!IsBuilding)
        {
            EnsureBuilt(inputShape);
            return;
        }

        if (layers.Count == 0)
        {
            throw new InvalidOperationException($"{Name} — the model has no layers. Add one before it is built or called.");
        }

        Tensor x = (InputLayer ?? new InputLayer(batchShape: inputShape)).Symbol;
        inputs = x;
        foreach (Layer layer in layers)
        {
            x = layer.Call(x);
        }

        outputs = x;
        OutputShapes = [x.Shape];
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["trainable"] = Trainable, ["dtype"] = Policy(DType) };
        var entries = new JsonArray();
        foreach (Layer layer in InputLayer == null ? layers : [InputLayer, .. layers])
        {
            entries.Add((JsonNode)ConfigJson.Serialize(layer));
        }

        config["layers"] = entries;
        if (BuildShape is { } shape)
        {
            config["build_input_shape"] = ConfigJson.Write(shape);
        }

        return config;
    }

    /// <summary>A model from its config, in Keras's current form or an older one.</summary>
    internal static Sequential FromConfig(JsonObject config)
    {
        var layers = new List<Layer>();
        foreach (JsonNode? entry in config["layers"]?.AsArray() ?? throw new ArgumentException("config of Sequential — entry 'layers' is missing."))
        {
            AddInputOf(layers, entry!.AsObject());
            layers.Add(ModelConfig.LayerFrom(entry!.AsObject()));
        }

        bool trainable = config["trainable"]?.GetValue<bool>() ?? true;
        var model = new Sequential(layers, trainable, config["name"]?.GetValue<string>());
        if (!model.Built && config["build_input_shape"] is JsonArray shape)
        {
            model.Build((Shape)ConfigJson.Read(typeof(Shape), shape)!);
        }

        return model;
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = InputLayer == null ? input : InputLayer.Call(input, context);
        for (int i = 0; i < layers.Count; i++)
        {
            if (i + 1 < layers.Count && layers[i].TryCallWith(x, layers[i + 1], context, out Tensor both))
            {
                x = both;
                i++;
            }
            else
            {
                x = layers[i].Call(x, context);
            }
        }

        return x;
    }

    /// <summary>Older files tell the input's shape in the first layer's config.</summary>
    private static void AddInputOf(List<Layer> layers, JsonObject entry)
    {
        if (layers.Count == 0 && KerasRegistry.ClassNameOf(entry) != nameof(InputLayer) && entry["config"] is JsonObject own && own["batch_input_shape"] is JsonArray shape)
        {
            layers.Add(new InputLayer(batchShape: (Shape)ConfigJson.Read(typeof(Shape), shape)!));
        }
    }

    private void Insert(Layer layer)
    {
        if (layer is InputLayer input)
        {
            InputLayer = layers.Count == 0 && InputLayer == null
                ? input
                : throw new ArgumentException($"{Name} — an input layer is the first and only one. Received {layer} after {Text.Of(layers.Count)} layers.");
            return;
        }

        if (layers.Any(other => other.Name == layer.Name))
        {
            throw new ArgumentException($"{Name} — layers need different names. Received a second '{layer.Name}'; give one another name.");
        }

        layers.Add(layer);
    }

    private void BuildFromInput()
    {
        if (InputLayer != null && layers.Count > 0)
        {
            EnsureBuilt(InputLayer.BatchShape);
        }
    }
}
