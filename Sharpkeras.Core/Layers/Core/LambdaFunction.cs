using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>A function of tensors that a <see cref="Lambda"/> layer applies. Files keep its name, so one that is loaded is registered first.</summary>
/// <example><code>LambdaFunction.Register(new LambdaFunction("double", x => x[0] * 2));</code></example>
public sealed class LambdaFunction : IConfigValue
{
    private static readonly ConcurrentDictionary<string, LambdaFunction> Known = new();

    private readonly Func<Tensors, Tensors> function;

    /// <summary>A function with a name.</summary>
    /// <param name="name">The name in files.</param>
    /// <param name="function">What it does with the inputs.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public LambdaFunction(string name, Func<Tensors, Tensors> function)
        : this(function)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    private LambdaFunction(Func<Tensors, Tensors> function)
    {
        this.function = function;
    }

    /// <summary>The name in files; null for a function that cannot be written to one.</summary>
    public string? Name { get; }

    /// <summary>A function without a name: models that use it run, but cannot be saved.</summary>
    public static implicit operator LambdaFunction(Func<Tensors, Tensors> function) => new(function);

    /// <summary>A function of one tensor without a name.</summary>
    public static implicit operator LambdaFunction(Func<Tensor, Tensor> function) => new(inputs => function(inputs[0]));

    /// <summary>Makes a function known under its name, for reading files and configs.</summary>
    /// <exception cref="ArgumentException">The function has no name.</exception>
    public static void Register(LambdaFunction function)
    {
        string name = function.Name ?? throw new ArgumentException(
            "lambda — only a function with a name can be registered. Received one without; use new LambdaFunction(name, …).", nameof(function));
        Known[name] = function;
    }

    /// <summary>Applies it.</summary>
    public Tensors Call(Tensors inputs) => function(inputs);

    /// <inheritdoc/>
    public override string ToString() => Name ?? "a function without a name";

    JsonNode IConfigValue.ToConfig() => Name == null
        ? throw new InvalidOperationException(
            "lambda — the function has no name, so it cannot be written to a config or file. "
            + "Use new LambdaFunction(name, …) and LambdaFunction.Register, or a layer class of your own.")
        : new JsonObject { ["module"] = "builtins", ["class_name"] = "function", ["config"] = Name, ["registered_name"] = Name };

    internal static LambdaFunction FromConfig(JsonNode node)
    {
        string? name = node switch
        {
            JsonValue text => text.GetValue<string>(),
            JsonObject serialized when KerasRegistry.ClassNameOf(serialized) == "function" => serialized["config"]?.GetValue<string>(),
            _ => null,
        };
        if (name == null)
        {
            throw new ArgumentException(
                "lambda — the function is stored as Python bytecode, which only Python can run. "
                + "Give the function a name in Keras, and register one of that name with LambdaFunction.Register.");
        }

        return Known.TryGetValue(name, out LambdaFunction? known)
            ? known
            : throw new ArgumentException($"lambda — no function has that name. {Nearest.Describe(name, Known.Keys)} Register it with LambdaFunction.Register first.");
    }
}
