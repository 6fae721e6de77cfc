using Sharpkeras.Models;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>
/// Each of Keras's files of whole models is loaded and saved again in its form: the file is Keras's again, and a model that is loaded from it
/// computes and trains as before to the last bit.
/// </summary>
[OnDevices]
public sealed class SavedGoldens
{
    private static IEnumerable<TestCaseData> Cases() =>
        from model in GoldenFolder.Json("models", "index.json")["models"]!.AsArray()
        from state in (string[])["", "_trained"]
        let name = model!["name"]!.GetValue<string>() + state
        from form in ModelFiles.Forms
        where File.Exists(ModelFiles.At(name, form))
        select new TestCaseData(name, form).SetName($"saved/{name}.{form}");

    [TestCaseSource(nameof(Cases))]
    public void FileOf(string name, string form) =>
        GoldenRun.Run($"saved/{name}.{form}", ModelFiles.Needs(name, form), () => Check(name, form));

    private static void Check(string name, string form)
    {
        using var folder = new TemporaryFolder();
        string original = ModelFiles.At(name, form);
        string saved = folder.File("saved." + form);
        Model model = ModelFiles.Load(name, form);
        Save(model, saved);
        if (form == "keras")
        {
            ArchiveComparison.AssertEqual(original, saved);
        }
        else
        {
            Assert.That(H5Comparison.Differences(original, saved), Is.Empty);
            // conv1d's loss is a Huber loss: see H5Comparison.OursInConfigs.
            H5Comparison.AssertEqualInH5py(original, saved, name.StartsWith("conv1d", StringComparison.Ordinal) ? ["--ignore", "training_config"] : []);
        }

        CheckEqual(model, Again(name, form, saved), name);
    }

    private static void Save(Model model, string path)
    {
        if (path.EndsWith(".weights.h5", StringComparison.Ordinal))
        {
            model.SaveWeights(path);
        }
        else
        {
            model.Save(path);
        }
    }

    private static Model Again(string name, string form, string saved)
    {
        if (form != "weights.h5")
        {
            return Model.Load(saved);
        }

        Model model = ModelFiles.Load(name, form);
        foreach (Variable weight in model.Weights)
        {
            weight.Fill(7);
        }

        model.LoadWeights(saved);
        return model;
    }

    private static void CheckEqual(Model model, Model again, string name)
    {
        GoldenArrays arrays = GoldenFolder.Arrays("models", name.Replace("_trained", "", StringComparison.Ordinal) + ".npz");
        Tensors x = ModelGoldens.Of(arrays.Numbered("x"));
        Assert.That(Bytes(again.PredictAll(x)), Is.EqualTo(Bytes(model.PredictAll(x))), "predictions");
        Assert.That(again.Compiled, Is.EqualTo(model.Compiled));
        if (model.Compiled)
        {
            Tensors target = ModelGoldens.Of(arrays.Numbered("t"));
            Assert.That(again.TrainOnBatch(x, target).Loss, Is.EqualTo(model.TrainOnBatch(x, target).Loss), "loss");
            Assert.That(again.Optimizer.Steps, Is.EqualTo(model.Optimizer.Steps));
            Assert.That(SmallModels.WeightBytes(again), Is.EqualTo(SmallModels.WeightBytes(model)), "weights after a step");
        }
    }

    private static byte[][] Bytes(Tensors tensors) => [.. tensors.Select(tensor => tensor.ToHost().Bytes)];
}
