using System.Text.Json.Nodes;
using Sharpkeras.Kernels;
using Sharpkeras.Serialization;

namespace Sharpkeras.Activations;

/// <summary>
/// The function that a layer applies to its result: one of Keras's by name (<c>"relu"</c>), any operation of one tensor, or a layer
/// (<c>new LeakyReLU(0.1)</c>), whose weights then belong to the layer that applies it.
/// (The layer that only applies one is called <see cref="Layers.Activation"/>.)
/// </summary>
public sealed class ActivationFunction : IConfigValue
{
    private readonly Func<Tensor, Tensor> function;

    /// <summary>An activation of one's own. Models that use it can be saved; a file that names it is loaded after <see cref="Register"/>.</summary>
    public ActivationFunction(string name, Func<Tensor, Tensor> function)
        : this(name, function, null)
    {
    }

    internal ActivationFunction(string name, Func<Tensor, Tensor> function, Epilogue? epilogue)
    {
        Name = name;
        this.function = function;
        Epilogue = epilogue;
    }

    internal ActivationFunction(KerasObject source, string name, Func<Tensor, Tensor> function)
        : this(name, function)
    {
        Source = source;
    }

    /// <summary>Keras's name.</summary>
    public string Name { get; }

    /// <summary>The object that it applies, such as a layer; null for a function.</summary>
    internal KerasObject? Source { get; }

    /// <summary>Whether it changes nothing.</summary>
    internal bool IsLinear => Name == "linear";

    /// <summary>The form that a matrix product or convolution can apply itself; null where there is none.</summary>
    internal Epilogue? Epilogue { get; }

    /// <summary>
    /// Whether a layer can fuse it: its gradient may read the output only, since the sum before it is not kept. Not a sigmoid: the
    /// binary cross-entropy takes what went into it, as it does with a softmax.
    /// </summary>
    internal bool IsFusable => Epilogue != null && (Epilogue.Needs & GradientNeeds.Input) == 0 && Name != "sigmoid";

    /// <summary>An activation from its Keras name.</summary>
    /// <exception cref="ArgumentException">No activation has that name.</exception>
    public static implicit operator ActivationFunction(string name) => Get(name);

    /// <summary>An activation from its Keras name.</summary>
    /// <exception cref="ArgumentException">No activation has that name.</exception>
    public static ActivationFunction Get(string name) => ActivationRegistry.Get(name);

    /// <summary>
    /// An activation of one's own from one struct that says the function and its gradient over lanes. Layers fuse it into their products and
    /// convolutions where its gradient reads the output only.
    /// </summary>
    /// <typeparam name="K">The struct; public, where it is to run on a GPU.</typeparam>
    /// <param name="name">The name in configs.</param>
    /// <param name="kernel">The struct with its numbers; left out when it has none.</param>
    /// <example><code>ActivationFunction.Register(ActivationFunction.Of("bent", new Bent { Slope = 0.2 }));</code></example>
    public static ActivationFunction Of<K>(string name, K kernel = default)
        where K : struct, IUnaryKernel => new(name, x => x.Elementwise(kernel), new Epilogue<K>(kernel));

    /// <summary>Makes an activation of one's own known under its name.</summary>
    public static void Register(ActivationFunction activation) => ActivationRegistry.Add(activation);

    /// <summary>Applies it.</summary>
    public Tensor Call(Tensor x) => function(x);

    /// <inheritdoc/>
    public override string ToString() => Name;

    JsonNode IConfigValue.ToConfig() => Source == null ? Name : ConfigJson.Serialize(Source);

    /// <summary>An activation from its name, from Keras's form of a function, or from that of an object.</summary>
    internal static ActivationFunction FromConfig(JsonNode node)
    {
        if (node is not JsonObject serialized)
        {
            return Get(node.GetValue<string>());
        }

        if (serialized["config"] is JsonValue function)
        {
            string name = function.GetValue<string>();
            return Get(name[(name.LastIndexOf('>') + 1)..]);
        }

        string className = KerasRegistry.ClassNameOf(serialized);
        return KerasRegistry.Find(typeof(IActivation), className) == null
            ? Get(className)
            : ((IActivation)KerasRegistry.Deserialize(typeof(IActivation), serialized)).AsActivation();
    }
}
