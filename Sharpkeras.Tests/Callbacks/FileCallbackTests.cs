using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>Callbacks that write files.</summary>
[OnDevices]
public sealed class FileCallbackTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void ATableGrowsAndKeepsItsHeader()
    {
        string path = folder.File("log.csv");
        using var log = new CSVLogger(path);
        Feed.Epochs(log, Feed.Model(), "val_loss", 0.5, double.NaN);
        Assert.That(File.ReadAllText(path), Is.EqualTo("epoch,loss,val_loss\r\n0,1.0,0.5\r\n1,1.0,nan\r\n"));
        using var more = new CSVLogger(path, append: true);
        Feed.Epochs(more, Feed.Model(), "val_loss", 1e-5);
        Assert.That(File.ReadAllText(path), Does.EndWith("1,1.0,nan\r\n0,1.0,1e-05\r\n"));
        using var anew = new CSVLogger(path, separator: ";");
        Feed.Epochs(anew, Feed.Model(), "a;b", 2);
        Assert.That(File.ReadAllText(path), Is.EqualTo("epoch;\"a;b\";loss;\"val_a;b\";val_loss\r\n0;2.0;1.0;NA;NA\r\n"));
    }

    [Test]
    public void EachRowIsThereWhenItsEpochEnds()
    {
        string path = folder.File("log.csv");
        using var log = new CSVLogger(path);
        log.OnTrainBegin();
        log.OnEpochEnd(0, new Dictionary<string, double> { ["loss"] = 2 });
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.That(reader.ReadToEnd(), Does.EndWith("0,2.0,NA\r\n"));
    }

    [Test]
    public void TablesThatCannotBe()
    {
        Assert.That(() => new CSVLogger(""), Throws.ArgumentException.With.Message.Contains("filename"));
        Assert.That(() => new CSVLogger("a.csv", separator: ";;"), Throws.ArgumentException.With.Message.Contains("separator").And.Message.Contains(";;"));
        Assert.That(() => new CSVLogger(folder.File("no/such/log.csv")).OnTrainBegin(), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void OnlyBetterModelsAreSaved()
    {
        using var output = new StringWriter();
        var checkpoint = new ModelCheckpoint(folder.File("at/m-{epoch:02d}-{val_loss:.1f}.h5"), verbose: 1, saveBestOnly: true) { Output = output };
        Feed.Epochs(checkpoint, Feed.Model(), "val_loss", 3, 4, 2.5, 2.5);
        string[] names = [.. Directory.GetFiles(folder.File("at")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.That(names, Is.EqualTo(new[] { "m-01-3.0.h5", "m-03-2.5.h5" }));
        Assert.That(output.ToString(), Does.Contain("Epoch 1: val_loss improved from None to 3.00000, saving model to").And
            .Contain("Epoch 2: val_loss did not improve from 3.00000").And.Contain("Epoch 3: val_loss improved from 3.00000 to 2.50000").And
            .Contain("Epoch 1: finished saving model to"));
        Assert.That(Model.Load(folder.File("at/m-03-2.5.h5")).Compiled);
    }

    [Test]
    public void AThresholdMustBeBeaten()
    {
        Feed.Epochs(new ModelCheckpoint(folder.File("{epoch}.h5"), saveBestOnly: true, initialValueThreshold: 2), Feed.Model(), "val_loss", 3, 1, 2);
        Assert.That(folder.Names(), Is.EqualTo(new[] { "2.h5" }));
    }

    [Test]
    public void ModelsAreSavedAfterANumberOfSteps()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Feed.Model().Fit(
            x, y, batchSize: 4, epochs: 2, verbosity: Verbosity.Silent, callbacks: [new ModelCheckpoint(folder.File("{epoch}-{batch}.h5"), saveFreq: 3)]);
        Assert.That(folder.Names(), Is.EqualTo(new[] { "1-3.h5", "2-1.h5", "2-4.h5" }));
    }

    [TestCase(".h5", false)]
    [TestCase(".keras", false)]
    [TestCase(".weights.h5", true)]
    public void TheSavedModelIsThatOfTheEpoch(string ending, bool weightsOnly)
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Sequential model = Feed.Model();
        var kept = new List<float[]>();
        model.Fit(
            x, y, epochs: 2, verbosity: Verbosity.Silent,
            callbacks: [new ModelCheckpoint(folder.File("{epoch}" + ending), saveWeightsOnly: weightsOnly), new LambdaCallback(onEpochEnd: (_, _) => kept.Add(model.Predict(x).ToArray<float>()))]);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            string path = folder.File($"{epoch + 1}{ending}");
            if (weightsOnly)
            {
                model.LoadWeights(path);
            }

            Model saved = weightsOnly ? model : Model.Load(path);
            Assert.That(saved.Predict(x).ToArray<float>(), Is.EqualTo(kept[epoch]));
        }
    }

    [Test]
    public void CheckpointsThatCannotBe()
    {
        Assert.That(() => new ModelCheckpoint("m.txt"), Throws.ArgumentException.With.Message.Contains("filepath").And.Message.Contains("m.txt"));
        Assert.That(() => new ModelCheckpoint("m.h5", saveFreq: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("saveFreq"));
        Assert.That(() => new ModelCheckpoint("m.h5", saveFreq: "batch"), Throws.ArgumentException.With.Message.Contains("batch"));
        Assert.That(
            () => Feed.Epochs(new ModelCheckpoint(folder.File("{epok}.h5")), Feed.Model(), "val_loss", 1),
            Throws.ArgumentException.With.Message.Contains("did you mean 'epoch'"));
        Assert.That(
            () => Feed.Epochs(new ModelCheckpoint(folder.File("{loss:x}.h5")), Feed.Model(), "val_loss", 1),
            Throws.ArgumentException.With.Message.Contains("'x'"));
        Assert.That(folder.Names(), Is.Empty);
    }

    [TestCase("{epoch:03d}", "007")]
    [TestCase("{epoch}", "7")]
    [TestCase("{loss}", "0.123456789")]
    [TestCase("{loss:.3f}", "0.123")]
    [TestCase("{loss:8.2f}|", "    0.12|")]
    [TestCase("{loss:08.2f}", "00000.12")]
    [TestCase("{loss:.2e}", "1.23e-01")]
    [TestCase("{loss:.1%}", "12.3%")]
    [TestCase("{negative:07.2f}", "-001.50")]
    [TestCase("{loss:f}", "0.123457")]
    public void NumbersInPathsHavePythonsForm(string pattern, string expected)
    {
        var numbers = new Dictionary<string, double> { ["loss"] = 0.123456789, ["negative"] = -1.5 };
        Assert.That(FilePattern.Fill(pattern, numbers, new Dictionary<string, int> { ["epoch"] = 7 }), Is.EqualTo(expected));
    }
}
