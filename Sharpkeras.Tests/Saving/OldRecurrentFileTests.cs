using System.Text.Json.Nodes;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Saving;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>
/// Recurrent models that older versions of Keras wrote. The files are from KonduitAI/dl4j-test-resources (Apache-2.0); the numbers beside one of
/// them are those of its Keras.
/// </summary>
public sealed class OldRecurrentFileTests
{
    [Test]
    public void TheGatesOfKeras2AreOtherFunctions()
    {
        IReadOnlyDictionary<string, HostArray> numbers = NpzFile.Read(At("keras2_embedding_lstm.npz"));
        Model model = Model.Load(At("keras2_embedding_lstm.h5"));
        float[] got = model.Predict(Tensor.FromHost(numbers["x0"])).ToArray<float>();
        float[] want = Tensor.FromHost(numbers["y0"]).ToArray<float>();
        Assert.That(got, Is.EqualTo(want).Within(1e-6f));

        using var folder = new TemporaryFolder();
        model.Save(folder.File("again.keras"));
        Model again = Model.Load(folder.File("again.keras"));
        Assert.That(again.Predict(Tensor.FromHost(numbers["x0"])).ToArray<float>(), Is.EqualTo(got));
    }

    [Test]
    public void TypesInInitializersSayNothing()
    {
        Model model = Model.Load(At("keras224_lstm.h5"));
        Assert.That(model.Layers.OfType<LSTM>().Single().RecurrentActivation.Name, Is.EqualTo("sigmoid").Or.EqualTo("keras2_hard_sigmoid"));
    }

    [TestCase("2.1.3", true)]
    [TestCase("1.2.2", true)]
    [TestCase("2.2.4-tf", true)]
    [TestCase("3.15.1", false)]
    [TestCase(null, false)]
    [TestCase("new", false)]
    public void TheVersionTells(string? version, bool old) => Assert.That(OldConfig.IsOld(version), Is.EqualTo(old));

    [Test]
    public void AnOldGruResetsBefore()
    {
        var config = new JsonObject
        {
            ["class_name"] = "GRU",
            ["config"] = new JsonObject { ["units"] = 3, ["recurrent_activation"] = "hard_sigmoid" },
        };
        OldConfig.Update(config);
        var layer = (GRU)KerasRegistry.Deserialize(typeof(Layer), config);
        Assert.That(layer.ResetAfter, Is.False);
        Tensor x = new[] { -3f, -1, 0, 1, 3 };
        Assert.That(layer.RecurrentActivation.Call(x).ToArray<float>(), Is.EqualTo(new[] { 0, 0.3f, 0.5f, 0.7f, 1 }).Within(1e-6f));
    }

    private static string At(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Saving", "Files", name);
}
