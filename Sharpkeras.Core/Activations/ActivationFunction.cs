using System.Text.Json.Nodes;
using Sharpkeras.Kernels;
using Sharpkeras.Serialization;

namespace Sharpkeras.Activations;

/// <summary>
/// The function that a layer applies to its result: one of Keras's by name (<c>"relu"</c>), or any operation of one tensor.
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

    /// <summary>Keras's name.</summary>
    public string Name { get; }

    /// <summary>Whether it changes nothing.</summary>
    internal bool IsLinear => Name == "linear";

    /// <summary>The form that a matrix product or convolution can apply itself; null where there is none.</summary>
    internal Epilogue? Epilogue { get; }

    /// <summary>Whether a layer can fuse it: its gradient may read the output only, since the sum before it is not kept.</summary>
    internal bool IsFusable => Epilogue != null && (Epilogue.Needs & GradientNeeds.Input) == 0;

    /// <summary>An activation from its Keras name.</summary>
    /// <exception cref="ArgumentException">No activation has that name.</exception>
    public static implicit operator ActivationFunction(string name) => Get(name);

    /// <summary>An activation from its Keras name.</summary>
    /// <exception cref="ArgumentException">No activation has that name.</exception>
    public static ActivationFunction Get(string name) => ActivationRegistry.Get(name);

    /// <summary>Makes an activation of one's own known under its name.</summary>
    public static void Register(ActivationFunction activation) => ActivationRegistry.Add(activation);

    /// <summary>Applies it.</summary>
    public Tensor Call(Tensor x) => function(x);

    /// <inheritdoc/>
    public override string ToString() => Name;

    JsonNode IConfigValue.ToConfig() => Name;

    internal static ActivationFunction FromConfig(JsonNode node) => Get(node is JsonObject serialized
        ? (serialized["config"] is JsonValue name ? name.GetValue<string>() : KerasRegistry.ClassNameOf(serialized))
        : node.GetValue<string>());
}
