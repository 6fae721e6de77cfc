using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>Save, load, and go on as if nothing had happened.</summary>
[OnDevices]
public sealed class RoundTripTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Open() => folder = new TemporaryFolder();

    [TearDown]
    public void Close() => folder.Dispose();

    [TestCase("adam")]
    [TestCase("amsgrad")]
    [TestCase("momentum")]
    [TestCase("sgd")]
    [TestCase("adamw")]
    [TestCase("adamax")]
    [TestCase("nadam")]
    [TestCase("rmsprop")]
    [TestCase("adagrad")]
    [TestCase("adadelta")]
    [TestCase("ftrl")]
    [TestCase("adafactor")]
    [TestCase("lion")]
    [TestCase("lamb")]
    [TestCase("muon")]
    [TestCase("schedule")]
    [TestCase("averages and collected gradients")]
    public void PredictionsAndFurtherTrainingAreBitEqual(string kind)
    {
        CheckFurtherTraining(kind, "a.h5");
        CheckFurtherTraining(kind, "a.keras");
    }

    private void CheckFurtherTraining(string kind, string file)
    {
        var (x, y) = SmallModels.Data(50, 5, 9, 8, 2);
        Sequential model = SmallModels.Compiled(WithoutDropout(), Optimizer(kind));
        model.Fit(x, y, verbosity: Verbosity.Silent);
        model.Save(folder.File(file));
        Model again = Model.Load(folder.File(file));
        Assert.That(again.Predict(x).ToHost().Bytes, Is.EqualTo(model.Predict(x).ToHost().Bytes));
        Assert.That(again.Optimizer.Steps, Is.EqualTo(model.Optimizer.Steps));
        Assert.That(again.Optimizer.Iterations, Is.EqualTo(model.Optimizer.Iterations));
        Assert.That(again.Optimizer.LearningRate, Is.EqualTo(model.Optimizer.LearningRate));
        model.Fit(x, y, shuffle: false, verbosity: Verbosity.Silent);
        again.Fit(x, y, shuffle: false, verbosity: Verbosity.Silent);
        Assert.That(SmallModels.WeightBytes(again), Is.EqualTo(SmallModels.WeightBytes(model)));
    }

    [TestCase("a.h5")]
    [TestCase("a.keras")]
    public void AFrozenLayerAndNestedModelsComeBack(string file)
    {
        var inner = new Sequential([new Dense(4, trainable: false), new Dense(5)], name: "inner");
        var model = new Sequential([new InputLayer([6]), inner, new Dense(3, activation: "softmax")]);
        SmallModels.Compiled(model);
        var (x, y) = SmallModels.Data(20, 3, 6);
        model.Fit(x, y, verbosity: Verbosity.Silent);
        model.Save(folder.File(file));
        Model again = Model.Load(folder.File(file));
        Assert.That(SmallModels.WeightBytes(again), Is.EqualTo(SmallModels.WeightBytes(model)));
        Assert.That(again.TrainableWeights, Has.Count.EqualTo(model.TrainableWeights.Count).And.Count.EqualTo(4));
        Assert.That(again.Predict(x).ToHost().Bytes, Is.EqualTo(model.Predict(x).ToHost().Bytes));
    }

    [TestCase("a.h5")]
    [TestCase("a.keras")]
    public void AModelThatIsNotCompiledIsLoadedSo(string file)
    {
        SmallModels.Mlp().Save(folder.File(file));
        Assert.That(Model.Load(folder.File(file)).Compiled, Is.False);
    }

    [TestCase("a.h5")]
    [TestCase("a.keras")]
    public void TheCompilationIsLeftOutOnRequest(string file)
    {
        SmallModels.Compiled(SmallModels.Mlp()).Save(folder.File(file));
        Assert.That(Model.Load(folder.File(file), compile: false).Compiled, Is.False);
        Assert.That(Model.Load(folder.File(file)).Compiled, Is.True);
    }

    [Test]
    public void TheEarlierFileIsWholeWhenSavingFails()
    {
        Sequential model = SmallModels.Mlp();
        model.Save(folder.File("a.h5"));
        byte[] before = File.ReadAllBytes(folder.File("a.h5"));
        var twins = new Sequential([new InputLayer([6]), new TwinWeights()]);
        Assert.That(() => twins.Save(folder.File("a.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("twin/same"));
        Assert.That(File.ReadAllBytes(folder.File("a.h5")), Is.EqualTo(before));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a.h5" }));
    }

    [Test]
    public void APathThatCannotBeWrittenIsNamed()
    {
        Sequential model = SmallModels.Mlp();
        string missing = Path.Combine(folder.File("none"), "a.h5");
        Assert.That(() => model.Save(missing), Throws.InstanceOf<ModelFileException>().With.Message.Contains(missing));
        Directory.CreateDirectory(folder.File("b.h5"));
        Assert.That(() => model.Save(folder.File("b.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("is a folder"));
        Assert.That(() => model.Save(folder.File("a.txt")), Throws.ArgumentException.With.Message.Contains(".h5").And.Message.Contains("a.txt"));
        Assert.That(() => new Sequential([new Dense(2)]).Save(folder.File("a.h5")), Throws.InvalidOperationException.With.Message.Contains("built"));
    }

    [Test]
    public void ATruncatedOrForeignFileIsRefused()
    {
        SmallModels.Compiled(SmallModels.Mlp()).Save(folder.File("a.h5"));
        byte[] whole = File.ReadAllBytes(folder.File("a.h5"));
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 60))
        {
            File.WriteAllBytes(folder.File("cut.h5"), whole[..length]);
            Assert.That(
                () => Model.Load(folder.File("cut.h5")),
                Throws.InstanceOf<ModelFileException>().With.Message.Contains("cut.h5"),
                $"{length} bytes");
        }

        File.WriteAllText(folder.File("text.h5"), "This is no HDF5 file, though it ends like one.");
        Assert.That(() => Model.Load(folder.File("text.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("text.h5"));
        Assert.That(() => Model.Load(folder.File("none.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("none.h5"));
    }

    /// <summary>HDF5 has no check sums: a flipped bit is found, or changes a number; it never ends in an error that does not name the file.</summary>
    [Test]
    public void FlippedBitsEndInNoOtherError()
    {
        SmallModels.Compiled(SmallModels.Mlp()).Save(folder.File("a.h5"));
        byte[] whole = File.ReadAllBytes(folder.File("a.h5"));
        int found = 0;
        for (int place = 0; place < whole.Length; place += Math.Max(1, whole.Length / 300))
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(folder.File("flipped.h5"), damaged);
            try
            {
                Model.Load(folder.File("flipped.h5"));
            }
            catch (ModelFileException error)
            {
                found++;
                Assert.That(error.Message, Does.Contain("flipped.h5"), $"byte {place}");
            }
        }

        Assert.That(found, Is.GreaterThan(20));
    }

    [Test]
    public void AFileWithoutAModelIsRefused()
    {
        string path = Hdf5.H5Files.Golden("training/lenet_init.weights.h5");
        Assert.That(() => Model.Load(path), Throws.InstanceOf<ModelFileException>().With.Message.Contains("model_config").And.Message.Contains("LoadWeights"));
    }

    private static Optimizer Optimizer(string kind) => kind switch
    {
        "adam" => new Adam(1e-2),
        "amsgrad" => new Adam(1e-2, amsgrad: true),
        "momentum" => new SGD(0.1, momentum: 0.9),
        "rmsprop" => new RMSprop(1e-2, momentum: 0.9, centered: true),
        "schedule" => new Adam(new ExponentialDecay(0.1, 3, 0.5)),
        "averages and collected gradients" => new Adam(1e-2, useEma: true, emaOverwriteFrequency: 2, gradientAccumulationSteps: 3),
        _ => kind,
    };

    private static Sequential WithoutDropout() => new(
    [
        new InputLayer([9, 8, 2]),
        new Conv2D(5, 3, padding: Padding.Same, activation: "tanh"),
        new MaxPooling2D(2),
        new Flatten(),
        new Dense(5, activation: "softmax"),
    ]);

    /// <summary>A layer whose two weights would have one place in a file.</summary>
    private sealed class TwinWeights() : Layer("twin")
    {
        private Variable first = null!;

        public override void Build(Shape inputShape)
        {
            first = AddWeight("same", [2], "zeros");
            AddWeight("same", [2], "zeros");
        }

        protected override Tensor Forward(Tensor input, CallContext context) => input + Ops.Sum(first.Value);
    }
}
