using System.IO.Compression;
using System.Text.Json.Nodes;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Keras's files of whole models, in each of its three forms.</summary>
internal static class ModelFiles
{
    public static readonly string[] Forms = ["h5", "keras", "weights.h5"];

    /// <summary>The file of a model, <c>lenet_trained.keras</c>; there may be none.</summary>
    public static string At(string name, string form) => GoldenFolder.At("models", $"{name}.{form}");

    /// <summary>The model of a file; weights are loaded into the untrained model of the archive.</summary>
    public static Model Load(string name, string form)
    {
        if (form != "weights.h5")
        {
            return Model.Load(At(name, form));
        }

        Model model = Model.Load(At(name.Replace("_trained", "", StringComparison.Ordinal), "keras"));
        foreach (Variable weight in model.Weights)
        {
            weight.Fill(7);
        }

        WeightsReport report = model.LoadWeights(At(name, form));
        Assert.That(report.Taken, Is.EqualTo(WeightsInOrderOfFile(model)), "weights taken");
        Assert.That(report.Skipped, Is.Empty);
        Assert.That(report.Unused, Is.Empty);
        return model;
    }

    /// <summary>The names that a model needs to be loaded.</summary>
    public static IEnumerable<string> Needs(string name, string form)
    {
        JsonObject model = form == "h5" ? LegacyConfig(At(name, form)) : ArchiveConfig(At(name, "keras"));
        var training = model["compile_config"] as JsonObject;
        model.Remove("compile_config");
        return ConfigNeeds.Of(model).Concat(ModelCompilation.Needs(training)).ToArray();
    }

    /// <summary>The config.json of an archive.</summary>
    public static JsonObject ArchiveConfig(string path) => JsonNode.Parse(ArchiveText(path, "config.json"))!.AsObject();

    /// <summary>An entry of an archive, as text.</summary>
    public static string ArchiveText(string path, string entry)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    private static IEnumerable<string> WeightsInOrderOfFile(Model model) =>
        Sharpkeras.Saving.WeightsPlaces.Of(model).SelectMany(item => item.Layer.OwnWeights).Select(weight => weight.Path);

    private static JsonObject LegacyConfig(string path)
    {
        using H5Reader file = H5Reader.Open(path);
        JsonObject model = JsonNode.Parse(file.Text("", "model_config")!)!.AsObject();
        if (file.Text("", "training_config") is { } text)
        {
            JsonObject training = JsonNode.Parse(text)!.AsObject();
            training["optimizer"] = training["optimizer_config"]!.DeepClone();
            training.Remove("optimizer_config");
            model["compile_config"] = training;
        }

        return model;
    }
}
