using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>Weights from files of every kind: by order and by name, whole or as far as they fit.</summary>
public sealed class LoadWeightsTests
{
    private readonly List<string> warnings = [];
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Open()
    {
        folder = new TemporaryFolder();
        warnings.Clear();
        Log.Warning += warnings.Add;
    }

    [TearDown]
    public void Close()
    {
        Log.Warning -= warnings.Add;
        folder.Dispose();
    }

    [TestCase("a.weights.h5")]
    [TestCase("a.h5")]
    [TestCase("a.hdf5")]
    [TestCase("whole a.h5")]
    [TestCase("whole a.keras")]
    public void WeightsComeBackFromEachKind(string file)
    {
        Sequential model = Net(8, 3);
        Write(model, file);
        Sequential again = Net(8, 3);
        WeightsReport report = again.LoadWeights(folder.File(file));
        Assert.That(SmallModels.WeightBytes(again), Is.EqualTo(SmallModels.WeightBytes(model)));
        Assert.That(report.Taken, Is.EqualTo(again.Weights.Select(weight => weight.Path)));
        Assert.That(report.Skipped, Is.Empty);
        Assert.That(report.Unused, Is.Empty);
        Assert.That(warnings, Is.Empty);
    }

    /// <summary>A file of weights in the legacy layout has at its root what Keras's whole model has in the group of weights.</summary>
    [TestCase("mlp_sgd_l2")]
    [TestCase("cnn_bn_rmsprop")]
    public void LegacyWeightsAreLaidOutAsKerasDoes(string name)
    {
        Model.Load(ModelFiles.At(name, "h5")).SaveWeights(folder.File("a.h5"));
        using (H5Reader file = H5Reader.Open(ModelFiles.At(name, "h5")))
        {
            H5Writer.Write(folder.File("expected.h5"), file.ReadTree("model_weights"));
        }

        Assert.That(H5Comparison.Differences(folder.File("expected.h5"), folder.File("a.h5")), Is.Empty);
        H5Comparison.AssertEqualInH5py(folder.File("expected.h5"), folder.File("a.h5"));
    }

    [TestCase("a.weights.h5", "layers/dense_1")]
    [TestCase("a.h5", "second")]
    public void WhatDoesNotFitIsSkippedOnRequest(string file, string place)
    {
        Sequential model = Net(8, 3);
        Write(model, file);
        Sequential wider = Net(8, 4);
        byte[][] before = SmallModels.WeightBytes(wider);
        string message = Assert.Catch<ModelFileException>(() => wider.LoadWeights(folder.File(file)))!.Message;
        Assert.That(message, Does.Contain("nothing was changed").And.Contain("second (Dense): [8, 4], [4]").And.Contain($"| {place}: [8, 3], [3]"));
        Assert.That(SmallModels.WeightBytes(wider), Is.EqualTo(before));

        WeightsReport report = wider.LoadWeights(folder.File(file), skipMismatch: true);
        Assert.That(report.Taken, Is.EqualTo(wider.Layers[0].Weights.Select(weight => weight.Path)));
        Assert.That(report.Skipped.Single().Layer, Is.EqualTo("second"));
        Assert.That(report.Skipped.Single().Reason, Does.Contain("[8, 4], [4]").And.Contain("[8, 3], [3]"));
        Assert.That(warnings, Has.One.Contains("second"));
        Assert.That(SmallModels.WeightBytes(wider), Is.EqualTo(new[] { SmallModels.WeightBytes(model)[0], SmallModels.WeightBytes(model)[1], before[2], before[3] }));
    }

    [Test]
    public void LayersAreFoundByName()
    {
        Sequential model = Net(8, 3);
        Write(model, "a.h5");
        var other = new Sequential([new InputLayer([8]), new Dense(3, name: "second"), new Dense(2, name: "new")]);
        byte[][] before = SmallModels.WeightBytes(other);
        WeightsReport report = other.LoadWeights(folder.File("a.h5"), byName: true);
        Assert.That(SmallModels.WeightBytes(other), Is.EqualTo(new[] { SmallModels.WeightBytes(model)[2], SmallModels.WeightBytes(model)[3], before[2], before[3] }));
        Assert.That(report.Taken, Has.Count.EqualTo(2));
        Assert.That(report.Skipped.Single().Layer, Is.EqualTo("new"));
        Assert.That(report.Unused, Is.EqualTo(new[] { "first" }));
        var wrong = new Sequential([new InputLayer([7]), new Dense(3, name: "second")]);
        Assert.That(() => wrong.LoadWeights(folder.File("a.h5"), byName: true), Throws.InstanceOf<ModelFileException>().With.Message.Contains("[7, 3]"));
        Assert.That(wrong.LoadWeights(folder.File("a.h5"), skipMismatch: true, byName: true).Taken, Is.Empty);
    }

    [TestCase("a.weights.h5")]
    [TestCase("whole a.keras")]
    public void OnlyLegacyFilesHaveNames(string file)
    {
        Write(Net(8, 3), file);
        Assert.That(() => Net(8, 3).LoadWeights(folder.File(file), byName: true), Throws.ArgumentException.With.Message.Contains("by name"));
    }

    /// <summary>By order nothing tells which layer is missing, so Keras refuses this whatever is asked for.</summary>
    [Test]
    public void AnotherNumberOfLayersIsRefusedWithBothLists()
    {
        Write(Net(8, 3), "a.h5");
        var more = new Sequential([new InputLayer([6]), new Dense(8, name: "x"), new Dense(3, name: "y"), new Dense(3, name: "z")]);
        byte[][] before = SmallModels.WeightBytes(more);
        string message = Assert.Catch<ModelFileException>(() => more.LoadWeights(folder.File("a.h5"), skipMismatch: true))!.Message;
        Assert.That(message, Does.Contain("x (Dense): [6, 8], [8] | first: [6, 8], [8]").And.Contain("z (Dense): [3, 3], [3] | nothing"));
        Assert.That(SmallModels.WeightBytes(more), Is.EqualTo(before));
    }

    [Test]
    public void WhatTheModelDoesNotHaveIsReported()
    {
        Write(Net(8, 3), "a.weights.h5");
        var less = new Sequential([new InputLayer([6]), new Dense(8)]);
        Assert.That(less.LoadWeights(folder.File("a.weights.h5")).Unused, Is.EqualTo(new[] { "layers/dense_1" }));
        Assert.That(warnings, Has.One.Contains("layers/dense_1"));
    }

    /// <summary>TF-Keras 2.12 to 2.15 called the layers so, stored metrics too, no rate, and on Windows wrote backslashes.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public void FilesOfTfKerasAreRead(bool windows)
    {
        Sequential model = SmallModels.Compiled(Net(8, 3));
        var (x, y) = SmallModels.Data(10, 3, 6);
        model.Fit(x, y, verbosity: Verbosity.Silent);
        Write(model, "a.weights.h5");
        H5Writer.Write(folder.File("old.weights.h5"), Older(folder.File("a.weights.h5"), windows));
        Sequential again = SmallModels.Compiled(Net(8, 3));
        WeightsReport report = again.LoadWeights(folder.File("old.weights.h5"));
        Assert.That(SmallModels.WeightBytes(again), Is.EqualTo(SmallModels.WeightBytes(model)));
        Assert.That(again.Optimizer.Steps, Is.EqualTo(model.Optimizer.Steps));
        Assert.That(again.Optimizer.State.Select(state => state.Value.ToArray<float>()), Is.EqualTo(model.Optimizer.State.Select(state => state.Value.ToArray<float>())));
        Assert.That(report.Unused, Is.Empty);
        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public void FilesWithoutWeightsAreRefused()
    {
        Sequential model = Net(8, 3);
        File.WriteAllText(folder.File("a.json"), model.ToJson());
        Assert.That(() => model.LoadWeights(folder.File("a.json")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("JSON").And.Message.Contains("FromJson"));
        var foreign = new H5Group();
        foreign.Group("pictures").Add("one", HostArray.From<float>([1], [1]));
        H5Writer.Write(folder.File("foreign.h5"), foreign);
        Assert.That(() => model.LoadWeights(folder.File("foreign.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("pictures"));
        Assert.That(() => Model.Load(folder.File("foreign.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("pictures"));
        Assert.That(() => model.LoadWeights(folder.Path), Throws.InstanceOf<ModelFileException>().With.Message.Contains("folder"));
    }

    /// <summary>Damage leaves weights and optimizer as they were.</summary>
    [TestCase("a.weights.h5")]
    [TestCase("a.h5")]
    public void TruncatedFilesChangeNothing(string file)
    {
        Sequential model = SmallModels.Compiled(Net(8, 3));
        var (x, y) = SmallModels.Data(10, 3, 6);
        model.Fit(x, y, verbosity: Verbosity.Silent);
        Write(model, file);
        byte[] whole = File.ReadAllBytes(folder.File(file));
        Sequential other = SmallModels.Compiled(Net(8, 3));
        byte[][] before = SmallModels.WeightBytes(other);
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 60))
        {
            File.WriteAllBytes(folder.File(file), whole[..length]);
            Assert.That(() => other.LoadWeights(folder.File(file)), Throws.InstanceOf<ModelFileException>().With.Message.Contains(file), $"{length} bytes");
            Assert.That(SmallModels.WeightBytes(other), Is.EqualTo(before), $"{length} bytes");
            Assert.That(other.Optimizer.Steps, Is.Zero);
        }
    }

    /// <summary>HDF5 has no check sums: a flipped bit is found, or is another number; never does it end in another error or half a load.</summary>
    [TestCase("a.weights.h5")]
    [TestCase("a.h5")]
    public void FlippedBitsAreFoundOrAreAnotherNumber(string file)
    {
        Sequential model = SmallModels.Compiled(Net(8, 3));
        Write(model, file);
        byte[] whole = File.ReadAllBytes(folder.File(file));
        Sequential other = SmallModels.Compiled(Net(8, 3));
        int found = 0;
        for (int place = 0; place < whole.Length; place += Math.Max(1, whole.Length / 300))
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(folder.File(file), damaged);
            byte[][] before = SmallModels.WeightBytes(other);
            try
            {
                other.LoadWeights(folder.File(file));
            }
            catch (ModelFileException)
            {
                found++;
                Assert.That(SmallModels.WeightBytes(other), Is.EqualTo(before), $"byte {place}");
            }
        }

        Assert.That(found, Is.GreaterThan(20));
    }

    private static Sequential Net(int hidden, int outputs) =>
        new([new InputLayer([6]), new Dense(hidden, name: "first"), new Dense(outputs, activation: "softmax", name: "second")], name: "net");

    private void Write(Model model, string file)
    {
        if (file.StartsWith("whole", StringComparison.Ordinal))
        {
            model.Save(folder.File(file));
        }
        else
        {
            model.SaveWeights(folder.File(file));
        }
    }

    private static H5Group Older(string path, bool windows)
    {
        using H5Reader file = H5Reader.Open(path);
        H5Group tree = file.ReadTree();
        var older = new H5Group();
        const string Layers = "_layer_checkpoint_dependencies";
        foreach (string layer in new[] { "dense", "dense_1" })
        {
            var place = windows ? Child(older, $"{Layers}\\{layer}\\vars") : older.Group($"{Layers}/{layer}/vars");
            Copy(tree.Group($"layers/{layer}/vars"), place, Enumerable.Range(0, 2));
        }

        // steps, and the state without the rate that stands second
        H5Group optimizer = tree.Group("optimizer/vars");
        Copy(optimizer, windows ? Child(older, "optimizer\\vars") : older.Group("optimizer/vars"), [0, .. Enumerable.Range(2, optimizer.Children.Count - 2)]);
        (windows ? Child(older, "metrics\\mean\\vars") : older.Group("metrics/mean/vars")).Add("0", HostArray.From<float>([1], Shape.Scalar));
        older.Group("vars");
        return older;
    }

    private static H5Group Child(H5Group group, string name)
    {
        var child = new H5Group();
        group.Children.Add(name, child);
        return child;
    }

    private static void Copy(H5Group from, H5Group to, IEnumerable<int> numbers)
    {
        int next = 0;
        foreach (int number in numbers)
        {
            to.Add(next++.ToString(System.Globalization.CultureInfo.InvariantCulture), ((H5Array)from.Children[number.ToString(System.Globalization.CultureInfo.InvariantCulture)]).Value);
        }
    }
}
