using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Summaries;
using Sharpkeras.Tests.Summaries.Protos;
using Sharpkeras.Tests.Support;
using SkiaSharp;
using Summary = Sharpkeras.Tests.Summaries.Protos.Summary;

namespace Sharpkeras.Tests.Callbacks;

/// <summary>The logs of real trainings, decoded by classes made from the definitions of the messages.</summary>
[OnDevices]
public sealed class TensorBoardTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Each_epoch_is_in_the_runs_under_Kerass_tags()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        var rates = new List<double>();
        Sequential model = SmallModels.Compiled(SmallModels.Mlp(), new Adam(new ExponentialDecay(0.1, 3, 0.5)));
        using var board = new TensorBoard(folder.Path);
        History history = model.Fit(
            x, y, batchSize: 5, epochs: 3, verbosity: Verbosity.Silent, validationSplit: 0.2,
            callbacks: [board, new LambdaCallback(onEpochEnd: (_, _) => rates.Add(model.Optimizer.LearningRate))]);
        var train = ProtoLog.ByTag(Whole("train"));
        var validation = ProtoLog.ByTag(Whole("validation"));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "train", "validation" }));
        Assert.That(Tags(train), Is.EquivalentTo(new[] { "keras", "model", "epoch_loss", "epoch_accuracy", "epoch_learning_rate" }));
        Assert.That(Tags(validation), Is.EquivalentTo(new[]
        {
            "epoch_loss", "epoch_accuracy", "evaluation_loss_vs_iterations", "evaluation_accuracy_vs_iterations",
        }));
        Same(train["epoch_loss"], [0, 1, 2], history["loss"]);
        Same(train["epoch_accuracy"], [0, 1, 2], history["accuracy"]);
        Same(train["epoch_learning_rate"], [0, 1, 2], rates);
        Same(validation["epoch_loss"], [0, 1, 2], history["val_loss"]);
        Same(validation["evaluation_accuracy_vs_iterations"], [4, 8, 12], history["val_accuracy"]);
    }

    [TestCase("batch", new long[] { 1, 2, 3, 4, 5, 6 })]
    [TestCase(null, new long[] { 2, 4, 6 })]
    public void Steps_are_counted_over_epochs(string? words, long[] steps)
    {
        var (x, y) = SmallModels.Data(12, 3, 6);
        var seen = new List<double>();
        UpdateFrequency frequency = words ?? (UpdateFrequency)2;
        using var board = new TensorBoard(folder.Path, writeGraph: false, writeStepsPerSecond: true, updateFreq: frequency);
        SmallModels.Compiled(SmallModels.Mlp()).Fit(
            x, y, batchSize: 4, epochs: 2, verbosity: Verbosity.Silent, callbacks: [board, new Losses(seen)]);
        var train = ProtoLog.ByTag(Whole("train"));
        Same(train["batch_loss"], steps, [.. steps.Select(step => seen[(int)step - 1])]);
        Assert.That(train["batch_steps_per_second"].Select(pair => pair.Step), Is.EqualTo(steps));
        Assert.That(train["batch_steps_per_second"].Select(pair => ProtoLog.Number(pair.Value)), Is.All.GreaterThan(0));
        Assert.That(train["epoch_steps_per_second"].Select(pair => pair.Step), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(train.Contains("batch_accuracy") && !train.Contains("model"));
    }

    [Test]
    public void Weights_are_counted_every_so_many_epochs()
    {
        var (x, y) = SmallModels.Data(10, 5, 9, 8, 2);
        Sequential model = SmallModels.Compiled(new(
            [new InputLayer([9, 8, 2]), new Conv2D(5, 3, name: "conv"), new Flatten(), new Dense(5, activation: "softmax", name: "out")], name: "net"));
        var kept = new List<IReadOnlyList<HostArray>>();
        using var board = new TensorBoard(folder.Path, histogramFreq: 2, writeImages: true);
        model.Fit(x, y, epochs: 3, verbosity: Verbosity.Silent, callbacks: [board, new LambdaCallback(onEpochEnd: (_, _) => kept.Add(model.GetWeights()))]);
        var train = ProtoLog.ByTag(Whole("train"));
        string[] names = [.. model.Weights.Select(weight => weight.Path)];
        Assert.That(names, Is.EqualTo(new[] { "net/conv/kernel", "net/conv/bias", "net/out/kernel", "net/out/bias" }));
        for (int weight = 0; weight < names.Length; weight++)
        {
            var counted = train[names[weight] + "/histogram"].ToList();
            Assert.That(counted.Select(pair => pair.Step), Is.EqualTo(new[] { 0, 2 }));
            foreach (var (step, value) in counted)
            {
                Assert.That(value.Metadata.PluginData.PluginName, Is.EqualTo("histograms"));
                Assert.That(ProtoLog.Sizes(value), Is.EqualTo(new[] { 30, 3 }));
                Assert.That(ProtoLog.Doubles(value), Is.EqualTo(Counted(kept[(int)step][weight].Span<float>().ToArray())));
            }
        }

        IEnumerable<string> pictures = Tags(train).Where(tag => tag.EndsWith("/image", StringComparison.Ordinal));
        Assert.That(pictures, Is.EquivalentTo(new[] { "net/conv/bias/image", "net/out/kernel/image", "net/out/bias/image" }), "5 channels are no colours");
    }

    [Test]
    public void Weights_as_pictures_have_Kerass_forms()
    {
        var (x, y) = SmallModels.Data(4, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        using var board = new TensorBoard(folder.Path, histogramFreq: 1, writeImages: true);
        model.Fit(x, y, verbosity: Verbosity.Silent, callbacks: [board]);
        var train = ProtoLog.ByTag(Whole("train"));
        float[,] kernel = (float[,])model.Weights[2].Value.ToArray();
        using SKBitmap picture = Picture(train[model.Weights[2].Path + "/image"].Single().Value);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((8, 3)), "8 · 3 lies on its longer side");
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 8; column++)
            {
                Assert.That(picture.GetPixel(column, row).Red, Is.EqualTo((int)Math.Clamp(kernel[column, row] * 255.5f, 0, 255)));
            }
        }

        using SKBitmap bias = Picture(train[model.Weights[1].Path + "/image"].Single().Value);
        Assert.That((bias.Width, bias.Height), Is.EqualTo((1, 8)));
    }

    [Test]
    public void The_model_is_there_as_Kerass_config_and_as_a_text()
    {
        var (x, y) = SmallModels.Data(4, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        using var board = new TensorBoard(folder.Path);
        model.Fit(x, y, verbosity: Verbosity.Silent, callbacks: [board]);
        var train = ProtoLog.ByTag(Whole("train"));
        Summary.Types.Value graph = train["keras"].Single().Value;
        Assert.That(graph.Metadata.PluginData.PluginName, Is.EqualTo("graph_keras_model"));
        Assert.That(graph.Metadata.PluginData.Content.ToStringUtf8(), Is.EqualTo("1"));
        using var json = System.Text.Json.JsonDocument.Parse(graph.Tensor.StringVal[0].ToStringUtf8());
        Assert.That(json.RootElement.GetProperty("class_name").GetString(), Is.EqualTo("Sequential"));
        Assert.That(
            json.RootElement.GetProperty("config").GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("class_name").GetString()),
            Is.EqualTo(new[] { "InputLayer", "Dense", "Dense" }));
        Assert.That(train["model"].Single().Value.Tensor.StringVal[0].ToStringUtf8(), Does.Contain("Dense").And.Contain("Total params"));
    }

    [Test]
    public void The_models_option_writes_losses_and_weights()
    {
        var (x, y) = SmallModels.Data(8, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        model.Fit(x, y, verbosity: Verbosity.Silent);
        Assert.That(folder.Names(), Is.Empty);
        model.Logging = folder.File("run");
        model.Fit(x, y, epochs: 2, verbosity: Verbosity.Silent, validationSplit: 0.5);
        model.Evaluate(x, y, verbosity: Verbosity.Silent);
        var train = ProtoLog.ByTag(Whole("run", "train"));
        Assert.That(train["epoch_loss"].Count(), Is.EqualTo(2));
        Assert.That(model.Weights.Select(weight => train[weight.Path + "/histogram"].Count()), Is.All.EqualTo(2));
        Assert.That(Directory.GetFiles(folder.File("run/validation")), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_evaluation_of_its_own_is_a_point_at_the_optimizers_steps()
    {
        var (x, y) = SmallModels.Data(8, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        model.Fit(x, y, batchSize: 4, epochs: 3, verbosity: Verbosity.Silent);
        using var board = new TensorBoard(folder.Path);
        double loss = model.Evaluate(x, y, verbosity: Verbosity.Silent, callbacks: [board]).Loss;
        Same(ProtoLog.ByTag(Whole("validation"))["evaluation_loss_vs_iterations"], [6], [loss]);
        Assert.That(folder.Names(), Is.EqualTo(new[] { "validation" }));
    }

    /// <summary>What stands in the file after each step is whole, though the training goes on.</summary>
    [Test]
    public void A_log_is_read_while_it_is_written()
    {
        var (x, y) = SmallModels.Data(12, 3, 6);
        var counts = new List<int>();
        using var board = new TensorBoard(folder.Path, updateFreq: "batch");
        var look = new LambdaCallback(onTrainBatchEnd: (_, _) =>
            counts.Add(EventFile.Read(folder.File("train"), strict: true).Count(record => record.Values.Any(value => value.Tag == "batch_loss"))));
        SmallModels.Compiled(SmallModels.Mlp()).Fit(x, y, batchSize: 4, epochs: 2, verbosity: Verbosity.Silent, callbacks: [board, look]);
        Assert.That(counts, Is.EqualTo(new[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Trainings_that_diverge_are_logged_too()
    {
        var (x, y) = SmallModels.Data(8, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp(), new SGD(1e30));
        using var board = new TensorBoard(folder.Path, histogramFreq: 1, writeImages: true);
        model.Fit(x, y, epochs: 4, verbosity: Verbosity.Silent, callbacks: [board]);
        Assert.That(model.GetWeights().Any(weight => weight.Span<float>().ToArray().Any(value => !float.IsFinite(value))));
        var train = ProtoLog.ByTag(Whole("train"));
        foreach (var (_, value) in model.Weights.SelectMany(weight => train[weight.Path + "/histogram"]))
        {
            Assert.That(ProtoLog.Doubles(value), Is.All.Matches<double>(double.IsFinite));
        }
    }

    [Test]
    public void Logs_that_cannot_be()
    {
        Assert.That(() => new TensorBoard(""), Throws.ArgumentException.With.Message.Contains("logDir"));
        Assert.That(() => new TensorBoard(updateFreq: "step"), Throws.ArgumentException.With.Message.Contains("updateFreq").And.Message.Contains("step"));
        Assert.That(() => new TensorBoard(updateFreq: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("updateFreq"));
        var (x, y) = SmallModels.Data(8, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        byte[][] before = SmallModels.WeightBytes(model);
        File.WriteAllText(folder.File("file"), "");
        model.Logging = folder.File("file");
        Assert.That(
            () => model.Fit(x, y, verbosity: Verbosity.Silent),
            Throws.TypeOf<EventFileException>().With.Message.Contains(folder.File("file")).And.Message.Contains("another folder"));
        Assert.That(SmallModels.WeightBytes(model), Is.EqualTo(before), "nothing was trained");
    }

    /// <summary>The records of a run: by generated classes, and by our reader, which must find as many.</summary>
    private List<Event> Whole(params string[] run)
    {
        List<Event> events = ProtoLog.Run([folder.Path, .. run]);
        Assert.That(EventFile.Read(Path.Combine([folder.Path, .. run]), strict: true), Has.Count.EqualTo(events.Count));
        Assert.That(events[0].FileVersion, Is.EqualTo("brain.Event:2"));
        Assert.That(events.Select(item => item.WallTime), Is.Ordered);
        return events;
    }

    private static IEnumerable<string> Tags(ILookup<string, (long Step, Summary.Types.Value Value)> log) => log.Select(tag => tag.Key);

    private static void Same(IEnumerable<(long Step, Summary.Types.Value Value)> curve, IEnumerable<long> steps, IEnumerable<double> values)
    {
        Assert.That(curve.Select(pair => pair.Step), Is.EqualTo(steps));
        Assert.That(curve.Select(pair => ProtoLog.Number(pair.Value)), Is.EqualTo(values.Select(value => (float)value)));
        Assert.That(curve.Select(pair => (pair.Value.Metadata.PluginData.PluginName, pair.Value.Metadata.DataClass)), Is.All.EqualTo(("scalars", DataClass.Scalar)));
    }

    /// <summary>TensorFlow's histogram, written out: 30 equal parts in float64, all equal values in the last.</summary>
    private static double[] Counted(float[] values)
    {
        double least = values.Min(), largest = values.Max(), width = (largest - least) / 30;
        double[] rows = new double[90];
        for (int i = 0; i < 30; i++)
        {
            rows[i * 3] = i == 0 ? least : least + (i * width);
            rows[(i * 3) + 1] = i == 29 ? largest : least + ((i + 1) * width);
            rows[(i * 3) + 2] = values.Count(value => (width == 0 ? 29 : Math.Min(29, Math.Floor((value - least) / width))) == i);
        }

        return rows;
    }

    private static SKBitmap Picture(Summary.Types.Value value)
    {
        Assert.That((value.Metadata.PluginData.PluginName, value.Metadata.DataClass), Is.EqualTo(("images", DataClass.BlobSequence)));
        SKBitmap bitmap = SKBitmap.Decode(value.Tensor.StringVal[2].ToByteArray());
        Assert.That(value.Tensor.StringVal[0].ToStringUtf8(), Is.EqualTo(bitmap.Width.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(value.Tensor.StringVal[1].ToStringUtf8(), Is.EqualTo(bitmap.Height.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return bitmap;
    }

    /// <summary>Reads the loss after each step.</summary>
    private sealed class Losses(List<double> seen) : Callback
    {
        public override void OnTrainBatchEnd(int batch, StepResult result) => seen.Add(result.Read()["loss"]);
    }
}
