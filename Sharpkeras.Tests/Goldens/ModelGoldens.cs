using System.Text.Json.Nodes;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>
/// Whole models in Keras's files, of each form: predictions, training from the untrained file, and going on from the trained one with
/// its optimizer state.
/// </summary>
[OnDevices]
public sealed class ModelGoldens
{
    private const double Tolerance = 2e-5;
    private const double SequenceTolerance = 1e-4;

    /// <summary>Classes whose models are compared by the wider tolerance: their errors add up over the steps.</summary>
    private static readonly string[] Sequences = ["LSTM", "GRU", "SimpleRNN", "Bidirectional", "MultiHeadAttention", "Attention"];

    private static IEnumerable<TestCaseData> Cases() =>
        from model in GoldenFolder.Json("models", "index.json")["models"]!.AsArray()
        let name = model!["name"]!.GetValue<string>()
        from form in ModelFiles.Forms
        where File.Exists(ModelFiles.At(name, form))
        select new TestCaseData(name, form, model).SetName($"models/{name}.{form}");

    [TestCaseSource(nameof(Cases))]
    public void FileOf(string name, string form, JsonNode index) =>
        GoldenRun.Run($"models/{name}.{form}", ModelFiles.Needs(name, form), () => Check(name, form, index));

    private static void Check(string name, string form, JsonNode index)
    {
        bool sequence = index["layers"]!.AsArray().Any(layer => Sequences.Contains(layer!.GetValue<string>()));
        double tolerance = sequence ? SequenceTolerance : Tolerance;
        GoldenArrays arrays = GoldenFolder.Arrays("models", name + ".npz");
        Tensors x = Of(arrays.Numbered("x"));
        Model model = ModelFiles.Load(name, form);
        CheckPredictions("", model, x, arrays, tolerance);
        if (index["trained"]?.GetValue<bool>() != true)
        {
            return;
        }

        Tensors target = Of(arrays.Numbered("t"));
        Model trained = ModelFiles.Load(name + "_trained", form);
        CheckPredictions("_trained", trained, x, arrays, tolerance);
        CheckSteps("losses_resumed", trained, x, target, arrays, tolerance);
        Assert.That(model.Compiled, "a model that Keras trained is compiled");
        CheckSteps("losses", model, x, target, arrays, tolerance);
        CheckPredictions("_trained", model, x, arrays, tolerance);
    }

    internal static void CheckSteps(string key, Model model, Tensors x, Tensors target, GoldenArrays arrays, double tolerance)
    {
        foreach (double loss in Numbers.ToDoubles(arrays[key]))
        {
            model.ResetMetrics();
            Numbers.Compare(key, model.TrainOnBatch(x, target).Loss, loss, tolerance, tolerance);
        }
    }

    /// <summary>All outputs, against <c>y0</c>, <c>y1</c>, … or those after training.</summary>
    internal static void CheckPredictions(string suffix, Model model, Tensors x, GoldenArrays arrays, double tolerance)
    {
        Tensors outputs = model.PredictAll(x);
        Assert.That(arrays.Has($"y{outputs.Count}{suffix}"), Is.False, "number of outputs");
        for (int i = 0; i < outputs.Count; i++)
        {
            Numbers.Compare($"y{i}{suffix}", outputs[i].ToHost(), arrays[$"y{i}{suffix}"], tolerance, tolerance);
        }
    }

    internal static Tensors Of(HostArray[] arrays) => arrays.Select(Tensor.FromHost).ToArray();
}
