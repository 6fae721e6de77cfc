using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Summaries;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Training, evaluation and prediction on datasets.</summary>
public sealed class DatasetFitTests
{
    private const int Samples = 50;

    private const int Classes = 3;

    [SetUp]
    public void Seed() => Keras.SetRandomSeed(11);

    [TearDown]
    public void No_thread_is_left() => Assert.That(Workers.Live, Is.Zero);

    [Test]
    public void A_dataset_trains_as_its_arrays_do()
    {
        var (x, y) = Data();
        Sequential first = Model();
        Sequential second = Model();
        second.SetWeights(first.GetWeights());
        History ofArrays = first.Fit(x, y, batchSize: 8, epochs: 3, shuffle: false, verbosity: Verbosity.Silent, validationData: (x[..20], y[..20]));
        History ofDataset = second.Fit(Batches(x, y), epochs: 3, verbosity: Verbosity.Silent, validationData: Batches(x[..20], y[..20]));
        foreach (string name in ofArrays.Names)
        {
            Assert.That(ofDataset[name], Is.EqualTo(ofArrays[name]), name);
        }

        AssertSame(second, first);
        Evaluation expected = first.Evaluate(x, y, batchSize: 8, verbosity: Verbosity.Silent);
        Assert.That(second.Evaluate(Batches(x, y), Verbosity.Silent).Loss, Is.EqualTo(expected.Loss));
        float[] outputs = first.Predict(x, batchSize: 8).ToArray<float>();
        Assert.That(second.Predict(Batches(x, y)).ToArray<float>(), Is.EqualTo(outputs));
        Assert.That(second.Predict(Batches(x, y), steps: 2).Shape[0], Is.EqualTo(16));
    }

    [Test]
    public void Results_do_not_depend_on_the_number_of_workers()
    {
        var (x, y) = Data();
        float[][] Weights(int workers)
        {
            Keras.SetRandomSeed(5);
            Sequential model = Model();
            Dataset<Element> data = Dataset.FromTensors(x, y).Shuffle(20, seed: 1).Map(Halved, workers).Batch(7).Prefetch(2);
            model.Fit(data, epochs: 3, verbosity: Verbosity.Silent);
            return [.. model.GetWeights().Select(weight => weight.Span<float>().ToArray())];
        }

        float[][] one = Weights(1);
        Assert.That(Weights(2), Is.EqualTo(one));
        Assert.That(Weights(8), Is.EqualTo(one));
    }

    [Test]
    public void An_endless_dataset_goes_on_from_epoch_to_epoch()
    {
        var (x, y) = Data();
        Dataset<Element> endless = Batches(x, y).Repeat();
        Assert.That(() => Model().Fit(endless), Throws.ArgumentException.With.Message.Contains("stepsPerEpoch"));
        Assert.That(() => Model().Evaluate(endless), Throws.ArgumentException.With.Message.Contains("steps"));
        Sequential first = Model();
        Sequential second = Model();
        second.SetWeights(first.GetWeights());
        first.Fit(endless, epochs: 2, stepsPerEpoch: 7, verbosity: Verbosity.Silent);
        second.Fit(Batches(x, y), epochs: 2, verbosity: Verbosity.Silent);
        AssertSame(second, first);
    }

    [Test]
    public void Class_weights_count_as_with_arrays()
    {
        var (x, y) = Data();
        var weights = new Dictionary<int, double> { [1] = 3 };
        Sequential first = Model();
        Sequential second = Model();
        second.SetWeights(first.GetWeights());
        first.Fit(x, y, batchSize: 8, shuffle: false, verbosity: Verbosity.Silent, classWeight: weights);
        second.Fit(Batches(x, y), verbosity: Verbosity.Silent, classWeight: weights);
        AssertSame(second, first);
    }

    [Test]
    public void The_position_is_that_of_the_batch_that_comes_next()
    {
        var (x, y) = Data();
        Dataset<Element> Fresh() => Dataset.FromTensors(x, y).Shuffle(30, seed: 4).Batch(8).Prefetch(2);
        using DatasetBatches whole = Source(Fresh());
        whole.First();
        whole.Begin();
        var state = new StateDictionary();
        for (int i = 0; i < 3; i++)
        {
            whole.Next();
        }

        whole.GetState(state);
        using DatasetBatches resumed = Source(Fresh());
        resumed.SetState(state);
        for (int pass = 0; pass < 2; pass++)
        {
            while (whole.Next() is { } rows)
            {
                Assert.That(resumed.Next()!.Value.X[0].ToArray<float>(), Is.EqualTo(rows.X[0].ToArray<float>()));
            }

            Assert.That(resumed.Next(), Is.Null);
            whole.Begin();
            resumed.Begin();
        }
    }

    [Test]
    public void A_training_that_was_broken_off_goes_on_with_the_same_bits()
    {
        var (x, y) = Data();
        using var folder = new TemporaryFolder();
        Dataset<Element> Fresh() => Dataset.FromTensors(x, y).Shuffle(30, seed: 4).Map(Halved, workers: 2).Batch(8).Prefetch(2);
        Sequential whole = Model();
        Sequential broken = Model();
        Sequential resumed = Model();
        broken.SetWeights(whole.GetWeights());
        whole.Fit(Fresh(), epochs: 3, verbosity: Verbosity.Silent);
        int steps = 0;
        var end = new LambdaCallback(onTrainBatchEnd: (_, _) =>
        {
            if (++steps == 11)
            {
                throw new OperationCanceledException();
            }
        });
        Assert.That(
            () => broken.Fit(Fresh(), epochs: 3, verbosity: Verbosity.Silent, callbacks: [new BackupAndRestore(folder.File("backup"), saveFreq: 3), end]),
            Throws.InstanceOf<OperationCanceledException>());
        resumed.Fit(Fresh(), epochs: 3, verbosity: Verbosity.Silent, callbacks: [new BackupAndRestore(folder.File("backup"), saveFreq: 3)]);
        AssertSame(resumed, whole);
    }

    [Test]
    public void Data_that_do_not_fit_are_refused()
    {
        var (x, y) = Data();
        Assert.That(
            () => Model().Fit(Dataset.FromTensors(x, y), verbosity: Verbosity.Silent),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("Batch(32)"));
        Assert.That(
            () => Model().Fit(Batches(x, y + 1), verbosity: Verbosity.Silent), Throws.ArgumentException.With.Message.Contains("[0, 2]"));
        Assert.That(() => Model().Fit(Batches(x, y).Take(0)), Throws.ArgumentException.With.Message.Contains("no samples"));
        Assert.That(() => new Sequential([new Dense(1)]).Fit(Batches(x, y)), Throws.InvalidOperationException);
    }

    [Test]
    public void An_error_in_a_reader_ends_the_training()
    {
        var (x, y) = Data();
        int calls = 0;
        Dataset<Element> failing = Dataset.FromTensors(x, y)
            .Map(element => Interlocked.Increment(ref calls) > 30 ? throw new FormatException("row 30") : element, workers: 2).Batch(8).Prefetch(2);
        Assert.That(
            () => Model().Fit(failing, verbosity: Verbosity.Silent), Throws.InstanceOf<FormatException>().With.Message.EqualTo("row 30"));
    }

    [Test]
    public void A_full_disk_under_the_log_ends_the_training_and_its_workers()
    {
        var (x, y) = Data();
        var disk = new MemoryStream();
        using var writer = new SummaryWriter(new FullStream(disk, 400), "full.log", TimeProvider.System);
        var log = new LambdaCallback(onTrainBatchEnd: (batch, result) => writer.Scalar("batch_loss", result.Read()["loss"], batch));
        Dataset<Element> endless = Dataset.FromTensors(x, y).Map(Halved, workers: 2).Batch(8).Repeat().Prefetch(2);
        EventFileException error = Assert.Throws<EventFileException>(
            () => Model().Fit(endless, stepsPerEpoch: 1000, verbosity: Verbosity.Silent, callbacks: [log]))!;
        Assert.That(error.Message, Does.Contain($"'full.log' at byte {disk.Length}").And.Contain("no space left on this disk. The records"));
        Assert.That(Workers.Live, Is.Zero);
        Assert.That(ProtoLog.Parse(disk.ToArray()), Has.Count.GreaterThan(2), "the records before it are whole");
    }

    [Test]
    public void Batches_of_different_shapes_are_refused()
    {
        IEnumerable<Element> Uneven()
        {
            yield return new Element(new HostArray(DType.Float32, [8, 4], new byte[128]), new HostArray(DType.Int32, [8], new byte[32]));
            yield return new Element(new HostArray(DType.Float32, [8, 5], new byte[160]), new HostArray(DType.Int32, [8], new byte[32]));
        }

        Assert.That(
            () => Model().Fit(Dataset.FromGenerator(Uneven).Prefetch(2), verbosity: Verbosity.Silent),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("[8, 5]").And.Message.Contains("4"));
    }

    [Test]
    [NoLeak]
    public void A_training_leaves_no_tensor_behind()
    {
        using var scope = new TensorScope();
        var (x, y) = Data();
        Model().Fit(Batches(x, y).Prefetch(1), epochs: 2, verbosity: Verbosity.Silent);
    }

    [Test]
    public void Progress_is_shown_without_a_known_length()
    {
        var (x, y) = Data();
        using var output = new StringWriter();
        TextWriter console = Console.Out;
        Console.SetOut(output);
        try
        {
            Model().Fit(Batches(x, y).Filter(_ => true), epochs: 2, verbosity: Verbosity.Bar);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(output.ToString(), Does.Contain("7/7 ━").And.Contain("Epoch 2/2"));
    }

    private static DatasetBatches Source(Dataset<Element> data) => new(data, Device.Cpu, _ => { }, rows => rows);

    [Test]
    public void Data_that_do_not_fit_change_nothing()
    {
        var (x, y) = Data();
        Sequential model = Model();
        Sequential before = Model();
        before.SetWeights(model.GetWeights());
        ShapeException shape = Assert.Throws<ShapeException>(() => model.Fit(Dataset.FromTensors(x[.., ..3], y).Batch(8), verbosity: Verbosity.Silent))!;
        Assert.That(shape.Message, Does.Contain("[8, 3]").And.Contain("[?, 4]"));
        ArgumentException missing = Assert.Throws<ArgumentException>(() => model.Fit(Dataset.FromTensors(x).Batch(8), verbosity: Verbosity.Silent))!;
        Assert.That(missing.Message, Does.Contain("targets"));
        AssertSame(model, before);
    }

    private static Dataset<Element> Batches(Tensor x, Tensor y) => Dataset.FromTensors(x, y).Batch(8);

    private static Element Halved(Element element)
    {
        float[] half = Array.ConvertAll(element.X[0].Span<float>().ToArray(), value => value / 2);
        return new Element(HostArray.From<float>(half, element.X[0].Shape), element.Y[0]);
    }

    private static void AssertSame(Sequential found, Sequential expected) => Assert.That(
        found.GetWeights().Select(weight => weight.Span<float>().ToArray()), Is.EqualTo(expected.GetWeights().Select(weight => weight.Span<float>().ToArray())));

    private static (Tensor X, Tensor Y) Data()
    {
        var random = new Random(7);
        float[] x = [.. Enumerable.Range(0, Samples * 4).Select(_ => random.NextSingle() - 0.5f)];
        int[] y = [.. Enumerable.Range(0, Samples).Select(i => x[4 * i] > 0.1f ? 2 : x[(4 * i) + 1] > 0 ? 1 : 0)];
        return (Tensor.FromSpan<float>(x, [Samples, 4]), y);
    }

    private static Sequential Model()
    {
        var model = new Sequential(
            [new InputLayer([4]), new Dense(8, activation: "tanh", name: "hidden"), new Dense(Classes, activation: "softmax", name: "classes")], name: "net");
        model.Compile(new Adam(0.01), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }
}
