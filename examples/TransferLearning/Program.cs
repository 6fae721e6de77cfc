using System.Diagnostics;
using Sharpkeras;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

// Transfer learning: a network learns the digits 0 to 4. Its convolutions are frozen, get a new head, and learn 5 to 9 from few images;
// then everything is tuned with small steps.
Log.Warning += Console.Error.WriteLine;
Keras.SetRandomSeed(1);
var watch = Stopwatch.StartNew();
var checks = new Checks();
var (train, test) = Mnist.Load();
var (lowX, lowY) = Digits(train, 0, 12000);
var (highX, highY) = Digits(train, 5, 2000);
var (testX, testY) = Digits(test, 5, 4000);

Sequential features = Features();
var low = new Sequential([new InputLayer([28, 28, 1]), features, new Dense(5, activation: "softmax")], name: "zero_to_four");
low.Compile(new Adam(2e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
History first = low.Fit(lowX, lowY, batchSize: 64, epochs: 2, verbosity: Verbosity.Silent);
checks.That(first["accuracy"][^1] > 0.95, $"the digits 0 to 4 are learned from {lowX.Shape[0]} images: {first["accuracy"][^1]:F3}");

features.Trainable = false;
IReadOnlyList<HostArray> before = features.GetWeights();
var high = new Sequential([new InputLayer([28, 28, 1]), features, new Dense(5, activation: "softmax")], name: "five_to_nine");
checks.That(high.TrainableWeights.Count == 2, "with frozen features only the head's two variables are trained");
double transferred = Learn(high, rate: 5e-3, epochs: 10);
checks.That(before.Zip(features.GetWeights()).All(pair => pair.First.Bytes.SequenceEqual(pair.Second.Bytes)), "the frozen features are what they were");

features.Trainable = true;
double tuned = Learn(high, rate: 2e-4, epochs: 5); // compiled again, since what is trained has changed
checks.That(high.TrainableWeights.Count == 8, "after the thaw all eight are");

var fresh = new Sequential([new InputLayer([28, 28, 1]), Features(), new Dense(5, activation: "softmax")], name: "from_nothing");
fresh.Layers[0].Trainable = false;
double random = Learn(fresh, rate: 5e-3, epochs: 10);
checks.That(transferred > 0.85, $"the digits 5 to 9 are learned from {highX.Shape[0]} images with the features of 0 to 4: {transferred:F3} of unseen ones");
checks.That(transferred > random, $"with features that have learned nothing it is {random:F3}");
checks.That(tuned > transferred, $"and tuning everything brings it to {tuned:F3}");
Console.WriteLine($"Time: {watch.Elapsed.TotalSeconds:F1} s");
return checks.End();

double Learn(Sequential model, double rate, int epochs)
{
    model.Compile(new Adam(rate), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
    model.Fit(highX, highY, batchSize: 50, epochs: epochs, verbosity: Verbosity.Silent);
    return model.Evaluate(testX, testY, batchSize: 500, verbosity: Verbosity.Silent)["accuracy"];
}

static Sequential Features() => new(
    [
        new InputLayer([28, 28, 1]),
        new Conv2D(8, 5, strides: 2, activation: "relu"),
        new Conv2D(16, 3, strides: 2, activation: "relu"),
        new Flatten(),
        new Dense(64, activation: "relu"),
    ],
    name: "features");

// The first images of five digits from one on, with labels from 0 to 4.
static (Tensor X, Tensor Y) Digits(LabelledImages data, int from, int count)
{
    byte[] labels = data.Labels.ToArray<byte>();
    int[] places = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] >= from && labels[i] < from + 5).Take(count)];
    Tensor images = data.Images.Take(places, axis: 0).Cast(DType.Float32) / 255;
    return (images.ExpandDims(-1), data.Labels.Take(places, axis: 0).Cast(DType.Int32) - from);
}
