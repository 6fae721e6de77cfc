using System.Text.Json.Nodes;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>
/// Whole models in Keras's legacy HDF5 files: predictions, training from the untrained file, and going on from the trained one with
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
        where File.Exists(GoldenFolder.At("models", name + ".h5"))
        select new TestCaseData(name, model).SetName($"models/{name}.h5");

    [TestCaseSource(nameof(Cases))]
    public void LegacyFile(string name, JsonNode index) =>
        GoldenRun.Run($"models/{name}.h5", Needs(GoldenFolder.At("models", name + ".h5")), () => Check(name, index));

    private static IEnumerable<string> Needs(string path)
    {
        using H5Reader file = H5Reader.Open(path);
        JsonObject model = JsonNode.Parse(file.Text("", "model_config")!)!.AsObject();
        var training = file.Text("", "training_config") is { } text ? JsonNode.Parse(text)!.AsObject() : null;
        if (training?["optimizer_config"] is { } optimizer)
        {
            training["optimizer"] = optimizer.DeepClone();
            training.Remove("optimizer_config");
        }

        return ConfigNeeds.Of(model).Concat(ModelCompilation.Needs(training)).ToArray();
    }

    private static void Check(string name, JsonNode index)
    {
        bool sequence = index["layers"]!.AsArray().Any(layer => Sequences.Contains(layer!.GetValue<string>()));
        double tolerance = sequence ? SequenceTolerance : Tolerance;
        GoldenArrays arrays = GoldenFolder.Arrays("models", name + ".npz");
        Assert.That(arrays.Has("x1"), Is.False, "several inputs: teach ModelGoldens to pass them");
        Tensor x = Tensor.FromHost(arrays["x0"]);
        Model model = Model.Load(GoldenFolder.At("models", name + ".h5"));
        Numbers.Compare("y0", model.Predict(x).ToHost(), arrays["y0"], tolerance, tolerance);
        if (index["trained"]?.GetValue<bool>() != true)
        {
            return;
        }

        Tensor target = Tensor.FromHost(arrays["t0"]);
        Model trained = Model.Load(GoldenFolder.At("models", name + "_trained.h5"));
        Numbers.Compare("y0_trained", trained.Predict(x).ToHost(), arrays["y0_trained"], tolerance, tolerance);
        CheckSteps("losses_resumed", trained, x, target, arrays, tolerance);
        if (model.Compiled)
        {
            CheckSteps("losses", model, x, target, arrays, tolerance);
            Numbers.Compare("y0 after training", model.Predict(x).ToHost(), arrays["y0_trained"], tolerance, tolerance);
        }
    }

    internal static void CheckSteps(string key, Model model, Tensor x, Tensor target, GoldenArrays arrays, double tolerance)
    {
        foreach (double loss in Numbers.ToDoubles(arrays[key]))
        {
            model.ResetMetrics();
            Numbers.Compare(key, model.TrainOnBatch(x, target).Loss, loss, tolerance, tolerance);
        }
    }
}
