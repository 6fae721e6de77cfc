using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>Sources of random numbers are saved with the weights: what they draw afterwards is what they would have drawn.</summary>
[OnDevices]
public sealed class RandomStateTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Open() => folder = new TemporaryFolder();

    [TearDown]
    public void Close() => folder.Dispose();

    [TestCase("a.keras", 0)]
    [TestCase("a.keras", 2)]
    [TestCase("a.h5", 2)]
    [TestCase("a.weights.h5", 2)]
    public void TrainingWithDropoutGoesOnBitEqual(string file, int epochs)
    {
        var (x, y) = SmallModels.Data(50, 5, 9, 8, 2);
        Sequential model = SmallModels.Compiled(SmallModels.Cnn());
        Model again;
        if (epochs > 0)
        {
            model.Fit(x, y, epochs: epochs, verbosity: Verbosity.Silent);
        }

        if (file == "a.weights.h5")
        {
            model.SaveWeights(folder.File(file));
            again = SmallModels.Compiled(SmallModels.Cnn());
            again.LoadWeights(folder.File(file));
        }
        else
        {
            model.Save(folder.File(file));
            again = Model.Load(folder.File(file));
        }

        double[] Losses(Model trained) => [.. trained.Fit(x, y, epochs: 2, shuffle: false, verbosity: Verbosity.Silent)["loss"]];
        Assert.That(Losses(again), Is.EqualTo(Losses(model)));
        Assert.That(SmallModels.WeightBytes(again), Is.EqualTo(SmallModels.WeightBytes(model)));
    }

    [Test]
    public void OneStateForEachSourceLiesBesideTheVariables()
    {
        var model = new Sequential([new InputLayer([6]), new Dropout(0.5, seed: 3), new Dense(4), new GaussianNoise(0.1)]);
        model.Call(Ops.Ones([2, 6]), training: true);
        model.SaveWeights(folder.File("a.weights.h5"));
        using H5Reader file = H5Reader.Open(folder.File("a.weights.h5"));
        foreach (string layer in new[] { "dropout", "gaussian_noise" })
        {
            HostArray state = file.ReadArray($"layers/{layer}/random_state/0", [4]);
            Assert.That(state.Span<int>()[2], Is.GreaterThan(0), "what was drawn is counted");
        }

        Assert.That(file.HasGroup("layers/dense/random_state"), Is.False);
    }

    /// <summary>Where a file has no state, as Keras's have none, or a foreign one, the layers keep their own.</summary>
    [Test]
    public void ForeignStatesAreAcceptedInSilence()
    {
        Sequential model = SmallModels.Cnn();
        model.SaveWeights(folder.File("a.weights.h5"));
        H5Group tree;
        using (H5Reader file = H5Reader.Open(folder.File("a.weights.h5")))
        {
            tree = file.ReadTree();
        }

        H5Group dropout = tree.Group("layers/dropout");
        dropout.Children.Remove("random_state");
        dropout.Add("random_state/0", HostArray.From<long>([1, 2], [2]));
        dropout.Add("seed_generator/vars/0", HostArray.From<long>([7, 8], [2]));
        H5Writer.Write(folder.File("b.weights.h5"), tree);
        var warnings = new List<string>();
        Sharpkeras.Diagnostics.Log.Warning += warnings.Add;
        try
        {
            WeightsReport report = SmallModels.Cnn().LoadWeights(folder.File("b.weights.h5"));
            Assert.That(report.Unused, Is.Empty);
            Model.Load(ModelFiles.At("preprocessing", "keras"));
        }
        finally
        {
            Sharpkeras.Diagnostics.Log.Warning -= warnings.Add;
        }

        Assert.That(warnings, Is.Empty);
    }
}
