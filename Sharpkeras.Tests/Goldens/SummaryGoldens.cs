using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>What <c>Summary</c> prints, to the character.</summary>
[OnDevices]
public sealed class SummaryGoldens
{
    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("summaries");

    [TestCaseSource(nameof(Cases))]
    public void Summary(object value)
    {
        var item = (GoldenCase)value;
        string[] needs =
        [
            .. ConfigNeeds.Of(item.Json["model"]!.AsObject()),
            .. ModelCompilation.Needs(item.Json["compile"] as JsonObject),
            .. Arguments(item).Select(pair => $"summary.{pair.Key}"),
        ];
        GoldenRun.Run(item, needs, () => Check(item));
    }

    private static JsonObject Arguments(GoldenCase item) => item.Json["arguments"] as JsonObject ?? [];

    private static void Check(GoldenCase item)
    {
        var model = (Model)ModelConfig.LayerFrom(item.Json["model"]!.AsObject());
        if (item.Json["compile"] is JsonObject compile)
        {
            ModelCompilation.Compile(model, compile);
        }

        if (item.Json["optimizer_built"]!.GetValue<bool>())
        {
            model.Optimizer.Build(model.TrainableVariables);
        }

        using var writer = new StringWriter();
        MethodInfo summary = typeof(Model).GetMethod(nameof(Model.Summary))!;
        object?[] arguments = summary.GetParameters()
            .Select(parameter => parameter.ParameterType == typeof(TextWriter) ? writer : Argument(item, parameter))
            .ToArray();
        summary.Invoke(model, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        Assert.That(Lines(writer.ToString()), Is.EqualTo(Lines(item.Json["text"]!.GetValue<string>())));
    }

    private static object? Argument(GoldenCase item, ParameterInfo parameter)
    {
        string word = FunctionNames.Plain(parameter.Name!);
        JsonNode? given = Arguments(item).FirstOrDefault(pair => FunctionNames.Plain(pair.Key) == word).Value;
        return given == null ? parameter.DefaultValue : ConfigJson.Read(parameter.ParameterType, given);
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');
}
