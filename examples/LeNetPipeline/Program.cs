using System.Diagnostics;
using Sharpkeras;
using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Examples.LeNetPipeline;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Plots;
using Sharpkeras.Summaries;

// LeNet learns digits that threads in the background shift, rotate and make noisy, anew in each epoch. TensorBoard watches; curves become a picture.
if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine("Usage: LeNetPipeline [--quick] [--out FOLDER]    --quick learns from fewer digits, --out keeps log and pictures in a new folder.");
    return 2;
}

Log.Warning += Console.Error.WriteLine;
Keras.SetRandomSeed(1);
string folder = options.Out ?? Directory.CreateTempSubdirectory("lenet").FullName;
string logs = Path.Combine(folder, "logs");
var checks = new Checks();
var watch = Stopwatch.StartNew();
try
{
    var (train, test) = Mnist.Load();
    int count = options.Quick ? 6000 : 24_000;
    Dataset<Element> digits = Dataset.FromTensors(train.Images[..count], train.Labels[..count]);
    Console.WriteLine("== The pipeline");
    Pipeline(digits.Take(1000));
    Console.WriteLine("== Training");
    History history = Train(digits, Dataset.FromTensors(test.Images[..2000], test.Labels[..2000]));
    Console.WriteLine("== The log");
    LogChecks.Run(checks, logs, history, history.Epochs.Count * ((count + 63) / 64));
    Console.WriteLine("== The curves");
    Curves(history);
}
finally
{
    if (options.Out == null)
    {
        Directory.Delete(folder, recursive: true);
    }
}

Console.WriteLine(options.Out == null ? "--out FOLDER keeps the log, for TensorBoard, and the pictures." : $"Watch: tensorboard --logdir {logs}");
Console.WriteLine($"Time: {watch.Elapsed.TotalSeconds:F1} s");
return checks.End();

// What the threads make depends on the seed and the epoch, not on them.
void Pipeline(Dataset<Element> digits)
{
    byte[][] first = Epoch(1);
    checks.That(Epoch(2).Zip(first).All(pair => pair.First.SequenceEqual(pair.Second)), "two threads make the same digits as one,");
    checks.That(Epoch(8).Zip(first).All(pair => pair.First.SequenceEqual(pair.Second)), "and so do eight");
    Dataset<Element> data = Changed(digits, 0);
    HashSet<string> seen = [.. Keys(data), .. Keys(data)];
    checks.That(seen.Count == 2000, "in two epochs a thousand digits become two thousand different pictures");
    Element[] eight = [.. Changed(digits, 0).Take(8).Batch(8).AsEnumerable()];
    Tensor pictures = Tensor.FromHost(eight[0].X[0]);
    Console.WriteLine(HalfBlocks.Of(pictures[..4].Reshape([4, 32, 32]), half: 0.4));
    using var writer = new SummaryWriter(Path.Combine(logs, "digits"));
    writer.Image("changed", pictures, step: 0, maxOutputs: 8);

    byte[][] Epoch(int workers) => [.. Changed(digits, workers).AsEnumerable().Select(element => element.X[0].Bytes)];
    static IEnumerable<string> Keys(Dataset<Element> data) => data.AsEnumerable().Select(element => Convert.ToHexString(element.X[0].Bytes));
}

History Train(Dataset<Element> digits, Dataset<Element> unseen)
{
    Sequential model = Build();
    var time = new TimeSpent();
    Dataset<Element> train = time.Waiting(
        Augmentation.Numbered(digits.Shuffle((int)digits.Cardinality, seed: 2))
            .Map(numbered => time.Reading(() => Augmentation.Change(numbered)))
            .Batch(64)
            .Prefetch(4));
    var board = new TensorBoard(logs, histogramFreq: 1, updateFreq: 20);
    History history = time.Run(() => model.Fit(
        train, epochs: options.Quick ? 3 : 5, verbosity: Verbosity.Silent, callbacks: [board], validationData: unseen.Map(Augmentation.Plain).Batch(250)));
    checks.That(history["loss"][^1] < history["loss"][0] / 2, $"the loss falls from {history["loss"][0]:F3} to {history["loss"][^1]:F3}");
    checks.That(history["val_accuracy"][^1] > (options.Quick ? 0.9 : 0.96), $"of 2000 digits that it has not seen {history["val_accuracy"][^1]:P1} are told right");
    time.Print(checks);
    Plot.WeightHistograms(model).Save(Path.Combine(folder, "weights.png"));
    return history;
}

void Curves(History history)
{
    foreach (string line in history.Sparklines().TrimEnd().Split('\n'))
    {
        Console.WriteLine($"    {line.TrimEnd()}");
    }

    Figure figure = Plot.History(history);
    string path = Path.Combine(folder, "history.png");
    figure.Save(path);
    HostArray picture = ImageFile.Load(path, channels: 3);
    checks.That(picture.Shape.Equals([figure.Height, figure.Width, 3]), $"the curves are a picture of {figure.Width}×{figure.Height} pixels, {new FileInfo(path).Length / 1024} kB");
    checks.That(picture.Bytes.Distinct().Count() > 10, "which is not blank");
    checks.That(ImageFile.Load(Path.Combine(folder, "weights.png")).Shape[1] > 0, "and so are the histograms of the weights");
}

static Dataset<Element> Changed(Dataset<Element> digits, int workers) =>
    Augmentation.Numbered(digits.Shuffle(1000, seed: 2)).Map(Augmentation.Change, workers);

static Sequential Build()
{
    var model = new Sequential(
        [
            new InputLayer([32, 32, 1]),
            new Conv2D(6, 5, activation: "relu"),
            new AveragePooling2D(2),
            new Conv2D(16, 5, activation: "relu"),
            new AveragePooling2D(2),
            new Flatten(),
            new Dense(120, activation: "relu"),
            new Dense(84, activation: "relu"),
            new Dense(10, activation: "softmax"),
        ],
        name: "lenet");
    model.Compile(new Adam(2e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    return model;
}
