using System.Reflection;
using System.Text.Json.Nodes;
using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Whole trainings: compile, fit, evaluate, predict.</summary>
[OnDevices]
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
        using var folder = new TemporaryFolder();
        Callback[] callbacks = [.. FitNeeds.Callbacks(item.Json, folder)];
        Sequential model = Sequential.FromConfig(item.Json["model"]!["config"]!.AsObject());
        model.SetWeights(item.Numbered("w"));
        ModelCompilation.Compile(model, item.Json["compile"]!.AsObject());
        var rates = new RateRecorder();
        History history = Run(item, model, [.. callbacks, rates]);
        CheckHistory(item, history, rates.Rates);
        Assert.That(model.Optimizer.Iterations, Is.EqualTo(item.Json["iterations"]!.GetValue<long>()), "iterations");
        CheckCallbacks(item, callbacks, folder);
        CheckValues(item, "evaluate", model.Evaluate(item.Tensor("x"), item.Tensor("y"), EvaluationBatch, Verbosity.Silent));
        if (!item.Has("predict"))
        {
            Assert.That(item.Has("after_w0"), Is.False, "a diverged training has neither predictions nor weights to compare");
            return;
        }

        item.Check("predict", model.Predict(item.Tensor("x")));
        HostArray[] wanted = item.Numbered("after_w");
        Assert.That(model.Weights, Has.Count.EqualTo(wanted.Length), "weights");
        for (int i = 0; i < wanted.Length; i++)
        {
            item.Check($"after_w{i}", model.Weights[i].Value);
        }
    }

    /// <summary>Calls <c>Fit</c> by the names of its parameters, so that new ones are used as soon as they exist.</summary>
    private static History Run(GoldenCase item, Model model, Callback[] callbacks)
    {
        MethodInfo fit = typeof(Model).GetMethods().Single(method =>
            method.Name == nameof(Model.Fit) && method.GetParameters()[0].ParameterType == typeof(Tensors));
        JsonObject given = item.Json["fit"]!.AsObject();
        object?[] arguments = fit.GetParameters().Select(parameter => parameter.Name switch
        {
            "x" => (Tensors)item.Tensor("x"),
            "y" => (Tensors)item.Tensor("y"),
            "verbosity" => Verbosity.Silent,
            "shuffle" => false,
            "callbacks" => callbacks,
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
            (null, _) => parameter.DefaultValue,
            ("validation_data", _) => (ValidationData)(item.Tensor("x_val"), item.Tensor("y_val")),
            ("sample_weight", _) => (Tensors)item.Tensor("sample_weight"),
            (_, JsonObject weights) => weights.ToDictionary(
                pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture), pair => GoldenCase.ReadNumber(pair.Value!)),
            (_, { } value) => ConfigJson.Read(parameter.ParameterType, value),
            _ => null,
        };
    }

    /// <summary>What the callbacks know and wrote afterwards.</summary>
    private static void CheckCallbacks(GoldenCase item, Callback[] callbacks, TemporaryFolder folder)
    {
        foreach (string what in (string[])["stopped_epoch", "best_epoch", "best"])
        {
            if (item.Json[what] is { } wanted)
            {
                EarlyStopping stopping = callbacks.OfType<EarlyStopping>().Single();
                double? got = what == "stopped_epoch" ? stopping.StoppedEpoch : what == "best_epoch" ? stopping.BestEpoch : stopping.Best;
                item.CheckNumber(what, got!.Value, GoldenCase.ReadNumber(wanted));
            }
        }

        if (item.Json["files"] is JsonArray files)
        {
            Assert.That(folder.Names(), Is.EqualTo(files.Select(file => file!.GetValue<string>())), "files");
        }

        if (item.Json["csv"] is { } csv)
        {
            CheckTable(item, File.ReadAllText(folder.File(folder.Names().Single())), csv.GetValue<string>());
        }
    }

    /// <summary>The same lines and columns; numbers by the case's tolerance.</summary>
    private static void CheckTable(GoldenCase item, string got, string want)
    {
        string[][] Cells(string text) => [.. text.Split("\r\n").Select(line => line.Split(','))];
        (string[][] table, string[][] wanted) = (Cells(got), Cells(want));
        Assert.That(table.Select(row => row.Length), Is.EqualTo(wanted.Select(row => row.Length)), "columns");
        Assert.That(table[0], Is.EqualTo(wanted[0]), "header");
        for (int row = 1; row < table.Length; row++)
        {
            for (int column = 0; column < table[row].Length; column++)
            {
                if (double.TryParse(wanted[row][column], System.Globalization.CultureInfo.InvariantCulture, out double number))
                {
                    item.CheckNumber($"csv {row} {column}", double.Parse(table[row][column], System.Globalization.CultureInfo.InvariantCulture), number);
                }
                else
                {
                    Assert.That(table[row][column], Is.EqualTo(wanted[row][column]));
                }
            }
        }
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

        public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Rates.Add(Model.Optimizer.LearningRate);
    }
}
