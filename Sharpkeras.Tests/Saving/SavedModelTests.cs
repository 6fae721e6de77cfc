using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Regularizers;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Saving.Hdf5;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>What <c>Save</c> writes beside what Keras itself wrote of the same model.</summary>
[OnDevices]
public sealed class SavedModelTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Open() => folder = new TemporaryFolder();

    [TearDown]
    public void Close() => folder.Dispose();

    [Test]
    public void AModelMadeHereHasTheFileThatKerasGivesIt()
    {
        string original = H5Files.Golden("models/lenet_trained.h5");
        Sequential model = LeNetWithKerasNames();
        model.Compile(new Adam(1e-3, name: "adam"), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        var (x, y) = SmallModels.Data(4, 10, 32, 32, 1);
        model.Fit(x, y, verbosity: Verbosity.Silent);
        CheckForm(original, model);
        CheckArchive("lenet_trained", model);
    }

    [Test]
    public void AModelWithObjectsForLossAndPenaltyHasTheFileThatKerasGivesIt()
    {
        string original = H5Files.Golden("models/mlp_sgd_l2_trained.h5");
        var model = new Sequential(
            [
                new InputLayer([6], name: "input_layer_1"),
                new Dense(8, activation: "tanh", kernelRegularizer: new L2(0.01), name: "dense_3"),
                new Dense(3, name: "dense_4"),
            ],
            name: "mlp_reg");
        model.Compile(new SGD(0.1, momentum: 0.9, nesterov: true, name: "sgd"), new MeanSquaredError());
        model.Fit(Ops.Ones([4, 6]), Ops.Ones([4, 3]), verbosity: Verbosity.Silent);
        CheckForm(original, model);
        CheckArchive("mlp_sgd_l2_trained", model);
    }

    [Test]
    public void ADifferenceIsSeen()
    {
        string original = H5Files.Golden("models/mlp_sgd_l2.h5");
        Model model = Model.Load(original);
        model.Weights[0].Assign(model.Weights[0].Value + 1);
        model.Save(folder.File("a.h5"));
        Assert.That(H5Comparison.Differences(original, folder.File("a.h5")), Has.Count.EqualTo(1));
    }

    /// <summary>All but the elements of arrays, which are random, and with them nothing else: configs count.</summary>
    private void CheckForm(string original, Model model)
    {
        model.Save(folder.File("a.h5"));
        Assert.That(H5Comparison.Differences(original, folder.File("a.h5"), values: false), Is.Empty);
        H5Comparison.AssertEqualInH5py(original, folder.File("a.h5"), "--skip-data");
        Assert.That(Attributes(folder.File("a.h5")), Is.EqualTo(Attributes(original)));
    }

    private void CheckArchive(string name, Model model)
    {
        string original = ModelFiles.At(name, "keras");
        model.Save(folder.File("a.keras"));
        ArchiveComparison.AssertEqual(original, folder.File("a.keras"), values: false);
    }

    private static string?[] Attributes(string path)
    {
        using var file = Sharpkeras.Saving.Hdf5.H5Reader.Open(path);
        return new[] { "model_config", "training_config", "keras_version", "backend" }.Select(name => file.Text("", name)).ToArray();
    }

    private static Sequential LeNetWithKerasNames() => new(
        [
            new InputLayer([32, 32, 1], name: "input_layer"),
            new Conv2D(6, 5, activation: "relu", name: "conv2d"),
            new AveragePooling2D(2, padding: Padding.Same, name: "average_pooling2d"),
            new Conv2D(16, 5, activation: "relu", name: "conv2d_1"),
            new AveragePooling2D(2, padding: Padding.Same, name: "average_pooling2d_1"),
            new Flatten(name: "flatten"),
            new Dense(120, activation: "relu", name: "dense"),
            new Dense(84, activation: "relu", name: "dense_1"),
            new Dense(10, activation: "softmax", name: "dense_2"),
        ],
        name: "lenet");
}
