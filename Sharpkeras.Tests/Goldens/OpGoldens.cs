using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Single operations: the call of the case bound to a method of <see cref="Ops"/> by names.</summary>
[OnDevices]
public sealed class OpGoldens
{
    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("ops", "tutorial");

    [TestCaseSource(nameof(Cases))]
    public void Operation(object value)
    {
        var item = (GoldenCase)value;
        JsonObject call = item.Json["call"]!.AsObject();
        GoldenRun.Run(item, FunctionNames.Needs(Function(call), call["kwargs"]!.AsObject()), () => Check(item, call));
    }

    /// <summary>The tutorial's operations all exist, so that none of its cases is put off.</summary>
    [Test]
    public void No_case_of_the_tutorial_waits()
    {
        var cases = GoldenFolder.Cases("tutorial").ToArray();
        Assert.That(cases, Is.Not.Empty);
        IEnumerable<string> missing = cases
            .SelectMany(item => FunctionNames.Needs(Function(item.Json["call"]!.AsObject()), item.Json["call"]!["kwargs"]!.AsObject()))
            .Where(name => !ProductNames.Exists(name));
        Assert.That(missing, Is.Empty);
    }

    private static string Function(JsonObject call) => call["function"]!.GetValue<string>();

    private static void Check(GoldenCase item, JsonObject call)
    {
        Tensor[] inputs = item.Numbered("x").Select(Tensor.FromHost).ToArray();
        int[] watched = Enumerable.Range(0, inputs.Length).Where(i => item.Has($"gx{i}")).ToArray();
        using var tape = new GradientTape();
        foreach (int i in watched)
        {
            tape.Watch(inputs[i]);
        }

        Tensor output = Output(Invoke(call, inputs), call["output"]);
        item.Check("y", output);
        if (watched.Length == 0)
        {
            return;
        }

        Tensor[] gradients = tape.Gradient(Ops.Sum(output * item.Tensor("r")), watched.Select(i => inputs[i]).ToArray());
        for (int i = 0; i < watched.Length; i++)
        {
            item.Check($"gx{watched[i]}", gradients[i]);
        }
    }

    /// <summary>One of several results, where the case takes one.</summary>
    private static Tensor Output(object result, JsonNode? index) => (result, index) switch
    {
        (Tensor tensor, _) => tensor,
        (ITuple several, { } at) => (Tensor)several[at.GetValue<int>()]!,
        (IReadOnlyList<Tensor> several, { } at) => several[at.GetValue<int>()],
        _ => throw new AssertionException($"a result of type {result.GetType().Name}"),
    };

    private static object Invoke(JsonObject call, Tensor[] inputs)
    {
        string? reason = null;
        foreach (MethodInfo method in FunctionNames.Find(Function(call)).OrderBy(method => method.GetParameters().Length))
        {
            try
            {
                return Compiled(method, Bind(method, call, inputs))();
            }
            catch (FormatException exception)
            {
                reason = exception.Message;
            }
        }

        throw new AssertionException($"no overload of Ops takes {call.ToJsonString()}: {reason}");
    }

    /// <summary>The arguments of a call in the order of a method's parameters.</summary>
    private static object?[] Bind(MethodInfo method, JsonObject call, Tensor[] inputs)
    {
        ParameterInfo[] parameters = method.GetParameters();
        var given = new Dictionary<ParameterInfo, JsonNode?>();
        JsonArray positional = call["args"]!.AsArray();
        for (int i = 0; i < positional.Count; i++)
        {
            if (i < parameters.Length && FunctionNames.IsList(parameters[i]) && positional[i] is JsonValue)
            {
                // Python's *operands: all that follow are one list
                given[parameters[i]] = new JsonArray([.. positional.Skip(i).Select(each => each!.DeepClone())]);
                break;
            }

            given[i < parameters.Length ? parameters[i] : throw new FormatException("too many arguments")] = positional[i];
        }

        foreach (var (argument, value) in FunctionNames.WithImplied(Function(call), call["kwargs"]!.AsObject()))
        {
            if (FunctionNames.Parameter(method, argument) is { } parameter)
            {
                given[parameter] = value;
            }
            else if (!FunctionNames.IsNeutral(argument, value))
            {
                throw new FormatException($"no parameter '{argument}'");
            }
        }

        DataFormat format = call["kwargs"]!["data_format"]?.ToString() is "NCHW" or "NCW" ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast;
        Tensor Array(string name) => inputs[int.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)];
        return parameters.Select(parameter => given.TryGetValue(parameter, out JsonNode? value)
            ? OpArguments.Convert(parameter.ParameterType, value, Array, format)
            : parameter.HasDefaultValue ? parameter.DefaultValue : throw new FormatException($"'{parameter.Name}' is missing")).ToArray();
    }

    /// <summary>A call with these arguments. It is compiled, since reflection cannot pass spans.</summary>
    private static Func<object> Compiled(MethodInfo method, object?[] arguments)
    {
        IEnumerable<Expression> values = method.GetParameters().Select((parameter, i) => Argument(parameter.ParameterType, arguments[i]));
        return Expression.Lambda<Func<object>>(Expression.Convert(Expression.Call(method, values), typeof(object))).Compile();
    }

    private static Expression Argument(Type type, object? value) => type == typeof(ReadOnlySpan<Tensor>)
        ? Expression.Convert(Expression.Constant(value, typeof(Tensor[])), type)
        : value == null ? Expression.Default(type) : Expression.Convert(Expression.Constant(value), type);
}
