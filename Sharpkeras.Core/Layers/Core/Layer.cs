using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// A function with weights. A layer of one's own has a constructor, <see cref="Build(Shape)"/>, which makes the weights when the input's
/// shape is known, and <see cref="Forward(Tensor, CallContext)"/>, or <see cref="Forward(Tensors, CallContext)"/> where it has several inputs
/// or outputs. Layers that are held in fields are found by themselves.
/// </summary>
/// <example>
/// <code>
/// sealed class Scale : Layer
/// {
///     private Variable factor = null!;
///
///     public override void Build(Shape inputShape) => factor = AddWeight("factor", [inputShape[^1]], "ones");
///
///     protected override Tensor Forward(Tensor input, CallContext context) => input * factor;
/// }
/// </code>
/// </example>
[DynamicallyAccessedMembers(Config.Members | LayerFields.Members | DynamicallyAccessedMemberTypes.NonPublicMethods)]
public abstract partial class Layer : KerasObject, IActivation
{
    private readonly List<Variable> ownWeights = [];
    private readonly Dictionary<Variable, Layer> sharedWeights = new(ReferenceEqualityComparer.Instance);
    private bool trainable;
    private Shape[]? buildShapes;
    private bool builtByHand;

    /// <summary>The properties that all layers have.</summary>
    /// <param name="name">The name, unique in a model; null gives the class in snake_case with a number. It has no slash.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The floating type of weights and computation.</param>
    /// <exception cref="ArgumentException">The name has a slash, or the type is not floating.</exception>
    protected Layer(string? name = null, bool trainable = true, DType dtype = DType.Float32)
    {
        if (name != null && (name.Contains('/', StringComparison.Ordinal) || name.Length == 0))
        {
            throw new ArgumentException($"{ClassName} — a layer's name is not empty and has no '/', since files use it as a path. Received '{name}'.", nameof(name));
        }

        Name = name ?? LayerNames.Next(ClassName);
        this.trainable = trainable;
        DType = dtype;
        SupportsMasking = LayerTraits.Of(GetType()).ComputesMask;
    }

    /// <summary>The name.</summary>
    public string Name { get; private set; }

    /// <summary>The type of weights and computation.</summary>
    public DType DType { get; }

    /// <summary>Takes another name, before anybody has seen this one.</summary>
    private protected void Rename(string name) => Name = name;

    /// <summary>Whether the weights exist.</summary>
    public bool Built { get; private set; }

    /// <summary>The penalty on the layer's output, added to the loss, divided by the batch size; null for none.</summary>
    public Regularizer? ActivityRegularizer { get; protected init; }

    /// <summary>Whether training changes the weights. It passes on to layers inside. Compile the model again after changing it.</summary>
    public bool Trainable
    {
        get => trainable;
        set
        {
            trainable = value;
            foreach (Layer layer in SubLayers)
            {
                layer.Trainable = value;
            }
        }
    }

    /// <summary>Whether <see cref="Build(Shape)"/> is running as a part of the first call.</summary>
    private protected bool IsBuilding { get; private set; }

    /// <summary>The shape of the first input that the layer was built for; unknown dimensions are −1.</summary>
    internal Shape? BuildShape => buildShapes?[0];

    /// <summary>The shape of the first output in the last symbolic call.</summary>
    internal Shape? OutputShape => OutputShapes?[0];

    /// <summary>The shapes of all outputs of the last symbolic call.</summary>
    internal IReadOnlyList<Shape>? OutputShapes { get; set; }

    /// <summary>What each input must look like.</summary>
    protected InputSpec? InputSpec { get; set; }

    /// <summary>Whether floating inputs of another type are converted to the layer's; else they arrive as they are. True from the start.</summary>
    protected bool Autocast { get; set; } = true;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["trainable"] = Trainable, ["dtype"] = Policy(DType) };
        Config.AddParameters(config, this);
        return config;
    }

    /// <summary>A layer as the activation of another: <c>new Dense(8, activation: new LeakyReLU(0.1))</c>.</summary>
    public static implicit operator ActivationFunction(Layer layer) => ((IActivation)layer).AsActivation();

    ActivationFunction IActivation.AsActivation() => new(this, Name, x => Call(x));

    /// <summary>The name and whether it is trained are set where a class of one's own has no such argument.</summary>
    internal override bool TakeEntry(string key, JsonNode? value)
    {
        if (Module == null && key == "name" && value is JsonValue name)
        {
            Name = name.GetValue<string>();
            return true;
        }

        if (Module == null && key == "trainable" && value is JsonValue flag)
        {
            Trainable = flag.GetValue<bool>();
            return true;
        }

        return base.TakeEntry(key, value);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({ClassName})";

    /// <summary>Keras's dtype policy object.</summary>
    internal static JsonObject Policy(DType dtype) => new()
    {
        ["module"] = "keras",
        ["class_name"] = "DTypePolicy",
        ["config"] = new JsonObject { ["name"] = dtype.KerasName() },
        ["registered_name"] = null,
    };

    /// <summary>Adds a weight. Its path is the layer's path and this name.</summary>
    /// <param name="name">The name within the layer, such as <c>kernel</c>.</param>
    /// <param name="shape">The shape, all dimensions known.</param>
    /// <param name="initializer">The first values.</param>
    /// <param name="regularizer">A penalty on the values.</param>
    /// <param name="constraint">Bounds of the values.</param>
    /// <param name="trainable">Whether gradients change it; moving statistics are not trainable.</param>
    /// <param name="dtype">The type, where it is not the layer's: counters are integers.</param>
    protected Variable AddWeight(
        string name,
        Shape shape,
        Initializer initializer,
        Regularizer? regularizer = null,
        Constraint? constraint = null,
        bool trainable = true,
        DType? dtype = null)
    {
        if (IsBuilding && builtByHand && ownWeights.Exists(weight => weight.Name == name))
        {
            throw new InvalidOperationException(
                $"{this} — weight '{name}' is made a second time: Build was called by hand, and again by the first call. Leave it to the first call, or call the layer on a Keras.Input.");
        }

        builtByHand |= !IsBuilding;

        using var scope = new TensorScope();
        var variable = new Variable(initializer.Call(shape, dtype ?? DType), name, trainable)
        {
            Path = BuildScope.PathOf(name),
            Regularizer = regularizer == null ? null : regularizer.Call,
            Constraint = constraint == null ? null : constraint.Call,
        };
        ownWeights.Add(variable);
        return variable;
    }

    /// <summary>Lists a weight of a layer inside also as this layer's own, as Keras does where an attribute holds it; that layer may freeze it.</summary>
    private protected void ShareWeight(Variable weight, Layer owner)
    {
        ownWeights.Add(weight);
        sharedWeights.Add(weight, owner);
    }
}
