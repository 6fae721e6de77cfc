using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Activations;
using Sharpkeras.Callbacks;
using Sharpkeras.Constraints;
using Sharpkeras.Initializers;
using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Metrics;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Goldens;

/// <summary>
/// Whether the product has what a name stands for. A name is a class (<c>LSTM</c>, <c>losses.Huber</c>), a class's argument
/// (<c>SGD.clipnorm</c>), an argument's value (<c>UpSampling2D.interpolation=bilinear</c>), a function with or without an argument
/// (<c>ops.sort</c>, <c>ops.pad.mode=reflect</c>), an activation (<c>activations.elu</c>), or an argument of <c>fit</c>,
/// <c>compile</c>, <c>summary</c>, or a format of files (<c>saving.keras</c>). Only layers, models and optimizers have no prefix, since losses and metrics share names.
/// </summary>
internal static class ProductNames
{
    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["losses"] = typeof(Loss),
        ["metrics"] = typeof(Metric),
        ["initializers"] = typeof(Initializer),
        ["regularizers"] = typeof(Regularizer),
        ["constraints"] = typeof(Constraint),
        ["schedules"] = typeof(KerasObject),
        ["callbacks"] = typeof(Callback),
    };

    /// <summary>The prefix of names of a Keras module, empty for layers, models and optimizers.</summary>
    public static string PrefixOf(string? module) =>
        Kinds.Keys.FirstOrDefault(kind => module?.Split('.').Contains(kind) == true) is { } found ? found + "." : "";

    public static bool Exists(string name)
    {
        string[] sides = name.Split('=', 2);
        string[] parts = sides[0].Split('.');
        string? value = sides.Length > 1 ? sides[1] : null;
        return parts[0] switch
        {
            "dtype" => Try(() => DTypes.Parse(parts[1])),
            "fit" => HasParameter(nameof(Model.Fit), parts[1]),
            "compile" => HasParameter(nameof(Model.Compile), parts[1]),
            "saving" => typeof(Model).Assembly.GetType($"Sharpkeras.Saving.{char.ToUpperInvariant(parts[1][0])}{parts[1][1..]}Archive") != null,
            "summary" => HasParameter(nameof(Model.Summary), parts[1]),
            "activations" when parts.Length == 2 && ActivationRegistry.Names.Contains(parts[1]) => true,
            _ when IsFunction(parts[0]) => FunctionNames.Exists(sides[0], value),
            _ => ClassExists(parts, value),
        };
    }

    /// <summary>The class of a name without its arguments; null when there is none.</summary>
    public static Type? Find(string name)
    {
        string[] parts = name.Split('.');
        if (parts.Length == 1)
        {
            return (KerasRegistry.Find(typeof(Layer), name) ?? KerasRegistry.Find(typeof(Optimizer), name))?.Type;
        }

        Type kind = Kinds[parts[0]];
        if (!typeof(KerasObject).IsAssignableFrom(kind))
        {
            return kind.Assembly.GetExportedTypes().FirstOrDefault(type => type.Name == parts[1] && kind.IsAssignableFrom(type));
        }

        Type? found = KerasRegistry.Find(kind, parts[1])?.Type;
        return found ?? (parts[0] is "losses" or "metrics" && IsKnownName(parts[0], parts[1]) ? kind : null);
    }

    private static bool ClassExists(string[] parts, string? value)
    {
        int own = Kinds.ContainsKey(parts[0]) ? 2 : 1;
        Type? type = Find(string.Join('.', parts.Take(own)));
        return type != null
            && (parts.Length == own || (Config.Takes(type, parts[own]) && (value == null || TakesValue(type, parts[own], value))));
    }

    private static bool TakesValue(Type type, string key, string value) =>
        Try(() => ConfigJson.Read(Config.TypeOf(type, key)!, JsonValue.Create(value)));

    /// <summary>Names as <c>Compile</c> takes them: <c>mse</c>, <c>accuracy</c>.</summary>
    private static bool IsKnownName(string kind, string name) => kind == "losses" ? Try(() => (Loss)name) : Try(() => (MetricArgument)name);

    private static bool IsFunction(string first) => !Kinds.ContainsKey(first) && char.IsLower(first[0]);

    private static bool HasParameter(string method, string argument) => typeof(Model).GetMethods()
        .Where(candidate => candidate.Name == method)
        .SelectMany(candidate => candidate.GetParameters())
        .Any(parameter => FunctionNames.Plain(parameter.Name!) == FunctionNames.Plain(argument));

    private static bool Try(Func<object?> action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }
}
