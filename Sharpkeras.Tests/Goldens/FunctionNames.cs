using System.Reflection;
using System.Text.Json.Nodes;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Keras's and TensorFlow's words for functions and arguments, and what they mean in <see cref="Ops"/>.</summary>
internal static class FunctionNames
{
    private static readonly HashSet<string> Modules = ["ops", "nn", "activations", "image", "linalg", "math", "keras", "tf"];

    /// <summary>TensorFlow's words where they are not Keras's.</summary>
    private static readonly Dictionary<string, string> Words = new()
    {
        ["reducemean"] = "mean",
        ["reducesum"] = "sum",
        ["reducemax"] = "max",
        ["reducemin"] = "min",
        ["reduceprod"] = "prod",
        ["concat"] = "concatenate",
        ["avgpool2d"] = "averagepool2d",
        ["avgpool"] = "averagepool2d",
        ["maxpool"] = "maxpool2d",
        ["avgpool1d"] = "averagepool1d",
        ["conv1d"] = "conv",
        ["reverse"] = "flip",
        ["reduceall"] = "all",
        ["reduceany"] = "any",
        ["reducestd"] = "std",
        ["reducevariance"] = "var",
        ["reducelogsumexp"] = "logsumexp",
        ["fill"] = "full",
        ["range"] = "arange",
        ["embeddinglookup"] = "take",
    };

    /// <summary>Words for arguments where they are not the parameters' names.</summary>
    private static readonly Dictionary<string, string[]> Arguments = new()
    {
        ["axis"] = ["axis", "axes"],
        ["axes"] = ["axes", "axis", "pairs"],
        ["perm"] = ["axes"],
        ["filters"] = ["kernel"],
        ["filter"] = ["kernel"],
        ["depthwisefilter"] = ["depthwisekernel"],
        ["pointwisefilter"] = ["pointwisekernel"],
        ["stride"] = ["strides"],
        ["ksize"] = ["poolsize"],
        ["dilations"] = ["dilation"],
        ["dilationrate"] = ["dilation"],
        ["numclasses"] = ["classes"],
        ["depth"] = ["classes"],
        ["paddings"] = ["padding"],
        ["padwidth"] = ["padding"],
        ["constantvalues"] = ["value"],
        ["xmin"] = ["min"],
        ["xmax"] = ["max"],
        ["newshape"] = ["shape"],
        ["condlist"] = ["conditions"],
        ["choicelist"] = ["choices"],
        ["default"] = ["defaultvalue"],
        ["fillvalue"] = ["value"],
        ["dims"] = ["shape"],
        ["source"] = ["source", "sources"],
        ["destination"] = ["destination", "destinations"],
        ["shift"] = ["shift", "shifts"],
        ["q"] = ["q", "shares"],
        ["bins"] = ["bins", "edges"],
        ["ord"] = ["ord", "name"],
        ["x1"] = ["a"],
        ["x2"] = ["b"],
        ["features"] = ["x"],
        ["input"] = ["x"],
        ["inputs"] = ["x"],
        ["logits"] = ["x"],
        ["t"] = ["x"],
        ["value"] = ["x"],
        ["alpha"] = ["negativeslope"],
        ["posweight"] = ["posweights"],
        ["params"] = ["x"],
        ["ids"] = ["indices"],
    };

    /// <summary>What an argument says that a function without that argument does anyway.</summary>
    private static readonly HashSet<string> Neutral = ["mode=constant", "approximate=false", "dtype=", "name=", "flash_attention=", "flash_attention=false", "max_norm="];

    /// <summary>What Keras's functions do when an argument is not given, where that is not what is said by leaving it out here.</summary>
    private static readonly Dictionary<string, (string Argument, JsonNode Value)> Implied = new()
    {
        ["ops.gelu"] = ("approximate", true),
        ["nn.embedding_lookup"] = ("axis", 0),
    };

    /// <summary>A word without what the two languages spell differently.</summary>
    public static string Plain(string word) => word.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>The methods for a function, such as <c>nn.conv2d</c>.</summary>
    public static MethodInfo[] Find(string function)
    {
        string word = Plain(function.Split('.')[^1]);
        string name = Words.GetValueOrDefault(word, word);
        return typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => Plain(method.Name) == name).ToArray();
    }

    /// <summary>The parameter that an argument of this name sets.</summary>
    public static ParameterInfo? Parameter(MethodInfo method, string argument)
    {
        string word = Plain(argument);
        string[] names = Arguments.TryGetValue(word, out string[]? others) ? [word, .. others] : [word];
        return names
            .Select(name => method.GetParameters().FirstOrDefault(parameter => Plain(parameter.Name!) == name))
            .FirstOrDefault(found => found != null);
    }

    /// <summary>Whether a function exists, or one with an argument, that takes a value where one is named.</summary>
    public static bool Exists(string name, string? value)
    {
        string[] parts = name.Split('.').SkipWhile(Modules.Contains).ToArray();
        MethodInfo[] methods = Find(parts[0]);
        return parts.Length == 1
            ? methods.Length > 0
            : methods.Any(method => Takes(method, parts[1], value == null ? null : JsonValue.Create(value)));
    }

    /// <summary>The names that a call needs: the function, and arguments that it does not take with these values.</summary>
    public static IEnumerable<string> Needs(string function, JsonObject keywords)
    {
        yield return function;
        if (Find(function).Length == 0)
        {
            yield break;
        }

        foreach (var (argument, value) in WithImplied(function, keywords))
        {
            bool text = value is JsonValue scalar && scalar.TryGetValue(out string? word) && !IsArray(word);
            string written = value is JsonValue ? value.ToString() : "";
            if (!IsNeutral(argument, value) && !Find(function).Any(method => Takes(method, argument, text ? value : null)))
            {
                yield return text ? $"{function}.{argument}={written}" : $"{function}.{argument}";
            }
        }
    }

    /// <summary>Whether a parameter takes all arguments from its place on.</summary>
    public static bool IsList(ParameterInfo parameter) => parameter.ParameterType == typeof(ReadOnlySpan<Tensor>);

    /// <summary>Whether a text is the name of one of the case's arrays.</summary>
    public static bool IsArray(string text) => text.Length > 1 && text[0] == 'x' && text.Skip(1).All(char.IsAsciiDigit);

    /// <summary>Whether nothing has to be said for an argument.</summary>
    public static bool IsNeutral(string argument, JsonNode? value) =>
        Neutral.Contains($"{argument}={(value is JsonValue ? value.ToString().ToLowerInvariant() : "")}");

    /// <summary>The arguments of a call with those that the function's own default stands for.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> WithImplied(string function, JsonObject keywords) =>
        Implied.TryGetValue(function, out var implied) && !keywords.ContainsKey(implied.Argument)
            ? keywords.Append(new(implied.Argument, implied.Value))
            : keywords;

    private static bool Takes(MethodInfo method, string argument, JsonNode? value) =>
        Parameter(method, argument) is { } parameter && (value == null || OpArguments.Fits(parameter.ParameterType, value));
}
