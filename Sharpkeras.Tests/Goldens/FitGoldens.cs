using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Whole trainings: compile, fit, evaluate, predict.</summary>
public sealed class FitGoldens
{
    private const int EvaluationBatch = 16;

    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("fits");

    [TestCaseSource(nameof(Cases))]
    public void Fit(object value)
    {
        var item = (GoldenCase)value;
        GoldenRun.Run(item, FitNeeds.Of(item.Json), () => Check(item));
    }

    private static void Check(GoldenCase item)
    {
        Sequential model = Sequential.FromConfig(item.Json["model"]!["config"]!.AsObject());
        model.SetWeights(item.Numbered("w"));
        ModelCompilation.Compile(model, item.Json["compile"]!.AsObject());
        var rates = new RateRecorder();
        History history = Run(item, model, rates);
        CheckHistory(item, history, rates.Rates);
        Assert.That(model.Optimizer.Iterations, Is.EqualTo(item.Json["iterations"]!.GetValue<long>()), "iterations");
        CheckValues(item, "evaluate", model.Evaluate(item.Tensor("x"), item.Tensor("y"), EvaluationBatch, Verbosity.Silent));
        item.Check("predict", model.Predict(item.Tensor("x")));
        HostArray[] wanted = item.Numbered("after_w");
        Assert.That(model.Weights, Has.Count.EqualTo(wanted.Length), "weights");
        for (int i = 0; i < wanted.Length; i++)
        {
            item.Check($"after_w{i}", model.Weights[i].Value);
        }
    }

    /// <summary>Calls <c>Fit</c> by the names of its parameters, so that new ones are used as soon as they exist.</summary>
    private static History Run(GoldenCase item, Model model, RateRecorder rates)
    {
        MethodInfo fit = typeof(Model).GetMethods()
            .Where(method => method.Name == nameof(Model.Fit))
            .MaxBy(method => method.GetParameters().Length)!;
        JsonObject given = item.Json["fit"]!.AsObject();
        object?[] arguments = fit.GetParameters().Select(parameter => parameter.Name switch
        {
            "x" => item.Tensor("x"),
            "y" => item.Tensor("y"),
            "verbosity" => Verbosity.Silent,
            "shuffle" => false,
            "callbacks" => FitNeeds.Callbacks(item.Json).Append(rates).ToArray(),
            _ => Argument(item, parameter, given),
        }).ToArray();
        return (History)fit.Invoke(model, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    private static object? Argument(GoldenCase item, ParameterInfo parameter, JsonObject given)
    {
        string word = FunctionNames.Plain(parameter.Name!);
        string? key = given.Select(pair => pair.Key).FirstOrDefault(name => FunctionNames.Plain(name) == word);
        return (key, key == null ? null : given[key]) switch
        {
            (null, _) => parameter.DefaultValue ?? ConfigJson.Default(parameter.ParameterType),
            ("validation_data", _) => ((Tensor, Tensor)?)(item.Tensor("x_val"), item.Tensor("y_val")),
            ("sample_weight", _) => item.Tensor("sample_weight"),
            (_, JsonObject weights) => weights.ToDictionary(
                pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture), pair => GoldenCase.ReadNumber(pair.Value!)),
            (_, { } value) => ConfigJson.Read(parameter.ParameterType, value),
            _ => null,
        };
    }

    private static void CheckHistory(GoldenCase item, History history, IReadOnlyList<double> rates)
    {
        Assert.That(history.Epochs, Is.EqualTo(item.Json["epochs_run"]!.AsArray().Select(epoch => epoch!.GetValue<int>())), "epochs");
        JsonObject wanted = item.Json["history"]!.AsObject();
        Assert.That(history.Names, Is.EquivalentTo(wanted.Select(pair => pair.Key)), "names in the history");
        foreach (var (name, values) in wanted)
        {
            CheckList(item, $"history {name}", history[name], values!.AsArray());
        }

        CheckList(item, "learning rate", rates, item.Json["learning_rate_after_each_epoch"]!.AsArray());
    }

    private static void CheckList(GoldenCase item, string what, IReadOnlyList<double> got, JsonArray want)
    {
        Assert.That(got, Has.Count.EqualTo(want.Count), what);
        for (int i = 0; i < want.Count; i++)
        {
            item.CheckNumber($"{what}[{i}]", got[i], GoldenCase.ReadNumber(want[i]!));
        }
    }

    private static void CheckValues(GoldenCase item, string what, IReadOnlyDictionary<string, double> got)
    {
        JsonObject wanted = item.Json[what]!.AsObject();
        Assert.That(got.Keys, Is.EquivalentTo(wanted.Select(pair => pair.Key)), what);
        foreach (var (name, value) in wanted)
        {
            item.CheckNumber($"{what} {name}", got[name], GoldenCase.ReadNumber(value!));
        }
    }

    private sealed class RateRecorder : Callback
    {
        public List<double> Rates { get; } = [];

        public override void OnEpochEnd(int epoch, IReadOnlyDictionary<string, double> logs) => Rates.Add(Model.Optimizer.LearningRate);
    }
}
