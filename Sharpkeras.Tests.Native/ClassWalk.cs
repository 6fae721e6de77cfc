using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Layers;
using Sharpkeras.Metrics;
using Sharpkeras.Models;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Native;

/// <summary>Every class that configs name: made from a config, written, read, and written the same.</summary>
internal static class ClassWalk
{
    /// <summary>Functions have no config, and models list layers: <see cref="Names"/> and <see cref="Training"/> have those.</summary>
    private static readonly Type[] Others = [typeof(LambdaCallback), typeof(LearningRateScheduler), typeof(MeanMetricWrapper), typeof(Sequential), typeof(Functional)];

    /// <summary>Arguments without a default whose values do not follow from their types.</summary>
    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["EinsumDense.equation"] = "\"ab,bc->ac\"",
        ["EinsumDense.output_shape"] = "[5]",
        ["Permute.dims"] = "[2, 1]",
        ["PiecewiseConstantDecay.boundaries"] = "[3]",
        ["PiecewiseConstantDecay.values"] = "[0.1, 0.01]",
        ["Lambda.function"] = "\"twice\"",
        ["ModelCheckpoint.filepath"] = "\"best.keras\"",
    };

    /// <summary>Entries for arguments that are not all optional at once.</summary>
    private static readonly Dictionary<string, string> Adjustments = new()
    {
        ["InputLayer"] = """{"batch_shape": [null, 3]}""",
    };

    public static void Run(Checks checks)
    {
        LambdaFunction.Register(new LambdaFunction("twice", inputs => inputs[0] * 2));
        foreach (KerasClass own in OwnClasses.All.Where(own => !Others.Contains(own.Type)))
        {
            JsonObject config = Adjustments.TryGetValue(own.Name, out string? adjusted) ? JsonNode.Parse(adjusted)!.AsObject() : Required(own.Type);
            string first = Text(own.Create(config));
            Type kind = Kind(own.Type);
            KerasObject again = KerasRegistry.Deserialize(kind, JsonNode.Parse(first)!);
            checks.That(again.GetType() == own.Type && Text(again) == first, first);
        }
    }

    private static string Text(KerasObject value) => PythonJson.Write(ConfigJson.Serialize(value));

    private static JsonObject Required([DynamicallyAccessedMembers(Config.Members)] Type type)
    {
        var config = new JsonObject();
        foreach (ParameterInfo parameter in type.GetConstructors().MaxBy(each => each.GetParameters().Length)!.GetParameters())
        {
            if (!parameter.HasDefaultValue)
            {
                string key = parameter.GetCustomAttribute<ConfigNameAttribute>() is { Name.Length: > 0 } own ? own.Name : SnakeCase.Of(parameter.Name!);
                config[key] = JsonNode.Parse(Arguments.GetValueOrDefault($"{type.Name}.{key}") ?? Any(parameter.ParameterType));
            }
        }

        return config;
    }

    private static string Any(Type type) =>
        type == typeof(double) || type == typeof(NumberArray) ? "0.5"
        : type == typeof(string) ? "\"file\""
        : type == typeof(int[]) ? "[0, 1]"
        : type == typeof(Shape) ? "[2, 3]"
        : type == typeof(Activations.ActivationFunction) ? "\"tanh\""
        : type == typeof(Layer) ? Text(new Dense(3, name: "inner"))
        : type == typeof(RNN) ? Text(new GRU(3, name: "inner"))
        : type == typeof(RNNCell) ? Text(new LSTMCell(3, name: "inner"))
        : type == typeof(IReadOnlyList<RNNCell>) ? $"[{Text(new GRUCell(3, name: "first"))}, {Text(new LSTMCell(2, name: "second"))}]"
        : "2";

    /// <summary>The class below <see cref="KerasObject"/>: losses and metrics share names.</summary>
    private static Type Kind(Type type) => type.BaseType == typeof(KerasObject) ? type : Kind(type.BaseType!);
}
