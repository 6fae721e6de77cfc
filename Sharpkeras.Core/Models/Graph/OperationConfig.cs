using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>
/// Operations that were used directly on symbolic tensors, in files: Keras keeps the class (<c>Add</c>), its arguments in the config and the
/// tensors in the call. They are read back by the method of that name in <see cref="Ops"/>.
/// </summary>
internal static class OperationConfig
{
    /// <summary>Words of Keras's operations that are others here.</summary>
    private static readonly Dictionary<string, string> Words = new()
    {
        ["newshape"] = "shape",
        ["x1"] = "a",
        ["x2"] = "b",
        ["padwidth"] = "padding",
        ["constantvalues"] = "value",
        ["fillvalue"] = "value",
    };

    private static readonly Dictionary<string, string> Classes = new() { ["TrueDivide"] = "Divide", ["Absolute"] = "Abs", ["Matmul"] = "MatMul" };

    /// <summary>Whether an operation's tensors stand in a list.</summary>
    public static bool TakesList(string name) => name is "concatenate" or "stack";

    /// <summary>Refuses a layer that is an operation without a form in files.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    public static void CheckHasForm(Layer layer, string model)
    {
        if (layer is OperationLayer { Operation.Arguments: null } operation)
        {
            throw new ArgumentException(
                $"{model} — the operation {operation.Name} was used directly on a symbolic tensor and has no form in files. Use a layer that does the same, or a Lambda with a named function.");
        }
    }

    /// <summary>Whether a serialised layer is an operation.</summary>
    public static bool IsOperation(JsonObject serialized) =>
        serialized["module"]?.GetValue<string>() is { } module && module.Contains(".ops", StringComparison.Ordinal);

    /// <summary>Values as Keras writes an array.</summary>
    public static JsonObject WriteValues(Variable constant)
    {
        using var scope = new TensorScope();
        Tensor values = constant.Value.Cast(DType.Float64);
        return new JsonObject
        {
            ["class_name"] = "__numpy__",
            ["config"] = new JsonObject { ["value"] = Nested(values.ToArray<double>(), values.Shape), ["dtype"] = constant.DType.KerasName() },
        };
    }

    /// <summary>Values as Keras wrote them.</summary>
    public static Tensor ReadValues(JsonObject array)
    {
        JsonNode values = array["config"]!["value"]!;
        var numbers = new List<double>();
        var dimensions = new List<int>();
        for (JsonNode? level = values; level is JsonArray list; level = list.Count > 0 ? list[0] : null)
        {
            dimensions.Add(list.Count);
        }

        Flatten(values, numbers);
        return Tensor.FromSpan<double>(numbers.ToArray(), dimensions.ToArray()).Cast(DTypes.Parse(array["config"]!["dtype"]!.GetValue<string>()));
    }

    /// <summary>Repeats an operation of a file on symbolic tensors.</summary>
    /// <param name="serialized">The class and its config.</param>
    /// <param name="operands">Symbolic tensors, tensors with values, and numbers (as <see cref="double"/>).</param>
    /// <exception cref="ArgumentException">No operation here has that name and these arguments.</exception>
    public static Tensors Call(JsonObject serialized, IReadOnlyList<object> operands)
    {
        string own = KerasRegistry.ClassNameOf(serialized);
        string name = Classes.GetValueOrDefault(own, own);
        Dictionary<string, JsonNode?> arguments = (serialized["config"] as JsonObject ?? [])
            .Where(pair => pair.Key != "name" && (pair.Key != "dtype" || own == "Cast"))
            .ToDictionary(pair => Words.GetValueOrDefault(Plain(pair.Key), Plain(pair.Key)), pair => pair.Value);
        Tensor like = operands.OfType<Tensor>().First(tensor => tensor.IsSymbolic);
        Tensor[] tensors = [.. operands.Select(operand => operand as Tensor ?? Ops.Constant((double)operand, like, like.DType))];
        if (TakesList(own.ToLowerInvariant()))
        {
            int axis = arguments.GetValueOrDefault("axis")?.GetValue<int>() ?? 0;
            return own == "Stack" ? Ops.Stack(tensors, axis) : Ops.Concatenate(tensors, axis);
        }

        foreach (MethodInfo method in typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == name))
        {
            if (Bind(method, tensors, arguments) is { } values)
            {
                object? result = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, values, null);
                return result as Tensor ?? (Tensors)(Tensor[])result!;
            }
        }

        throw new ArgumentException(
            $"operation — {own} of {Text.Of(tensors.Length)} tensors with arguments {{{string.Join(", ", arguments.Keys)}}} does not exist here. Use a layer in its place.");
    }

    /// <summary>The values of a method's parameters; null where they do not fit.</summary>
    private static object?[]? Bind(MethodInfo method, Tensor[] tensors, Dictionary<string, JsonNode?> arguments)
    {
        ParameterInfo[] parameters = method.GetParameters();
        object?[] values = new object?[parameters.Length];
        if (parameters.Length < tensors.Length || parameters.Take(tensors.Length).Any(parameter => parameter.ParameterType != typeof(Tensor)))
        {
            return null;
        }

        tensors.CopyTo(values, 0);
        int used = 0;
        for (int i = tensors.Length; i < values.Length; i++)
        {
            bool given = arguments.TryGetValue(Plain(parameters[i].Name!), out JsonNode? value)
                || arguments.TryGetValue(Plain(parameters[i].Name!) + "s", out value)
                || (parameters[i].Name == "axes" && arguments.TryGetValue("axis", out value));
            used += given ? 1 : 0;
            if (!given && !parameters[i].HasDefaultValue)
            {
                return null;
            }

            if (!TryRead(parameters[i], given, value, out values[i]))
            {
                return null;
            }
        }

        return used == arguments.Count ? values : null;
    }

    private static bool TryRead(ParameterInfo parameter, bool given, JsonNode? node, out object? value)
    {
        Type type = parameter.ParameterType;
        bool oneForAll = type == typeof(int[]) && node is JsonValue;
        try
        {
            value = !given ? parameter.DefaultValue
                : oneForAll ? new[] { node!.GetValue<int>() }
                : ConfigJson.Read(type, node);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or JsonException)
        {
            value = null;
            return false;
        }
    }

    private static void Flatten(JsonNode? node, List<double> numbers)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                Flatten(item, numbers);
            }
        }
        else
        {
            numbers.Add(node.Deserialize(PlainTypes.Default.Double));
        }
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private static JsonNode Nested(ReadOnlySpan<double> values, Shape shape)
    {
        if (shape.Rank == 0)
        {
            return JsonValue.Create(values[0]);
        }

        var list = new JsonArray();
        int size = values.Length / Math.Max(1, shape[0]);
        for (int i = 0; i < shape[0]; i++)
        {
            list.Add(Nested(values.Slice(i * size, size), shape[1..]));
        }

        return list;
    }
}
