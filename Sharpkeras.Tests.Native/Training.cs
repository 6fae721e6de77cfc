using System.Globalization;
using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Examples;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Tests.Native;

/// <summary>The main job on a part of the digits: training, evaluation, prediction, files; the weights are the same to the bit.</summary>
internal static class Training
{
    private const int Count = 6000;

    public static void Run(Checks checks, string folder)
    {
        var (train, test) = Mnist.Load();
        Keras.SetRandomSeed(1);
        Sequential model = Create();
        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        History history = model.Fit(
            Prepare(train.Images[..Count]), train.Labels[..Count], batchSize: 64, epochs: 1, Verbosity.Silent, [new EarlyStopping("loss")]);
        Evaluation result = model.Evaluate(Prepare(test.Images), test.Labels, verbosity: Verbosity.Silent);
        Tensor image = Prepare(test.Images[4444..4445]);
        int digit = Ops.ArgMax(model.Predict(image)).Item<int>();
        checks.That(result["accuracy"] > 0.8, $"loss {Number(history["loss"][0])}, test loss {Number(result.Loss)}, accuracy {Number(result["accuracy"])}");
        checks.That(digit == test.Labels[4444].Item<int>(), $"digit {digit}, weights {Bits.Of(model.Weights.Select(weight => weight.Value))}");
        foreach (string name in (string[])["lenet.h5", "lenet.keras"])
        {
            string path = Path.Combine(folder, name);
            model.Save(path);
            Model again = Model.Load(path);
            again.Fit(Prepare(train.Images[..640]), train.Labels[..640], verbosity: Verbosity.Silent, shuffle: false);
            checks.That(true, $"{name} goes on to weights {Bits.Of(again.Weights.Select(weight => weight.Value))}");
        }

        string weights = Path.Combine(folder, "lenet.weights.h5");
        model.SaveWeights(weights);
        Sequential other = Create();
        other.LoadWeights(weights);
        checks.That(Bits.Of(other.Predict(image)) == Bits.Of(model.Predict(image)), "lenet.weights.h5 gives the same prediction");
        model.Summary();
    }

    private static Sequential Create() => new(
        [
            new InputLayer([32, 32, 1]),
            new Conv2D(6, 5, activation: "relu"),
            new AveragePooling2D(2, padding: Padding.Same),
            new Conv2D(16, 5, activation: "relu"),
            new AveragePooling2D(2, padding: Padding.Same),
            new Flatten(),
            new Dense(120, activation: "relu"),
            new Dense(84, activation: "relu"),
            new Dense(10, activation: "softmax"),
        ],
        name: "lenet");

    private static Tensor Prepare(Tensor images) => (Ops.Pad(images, [(0, 0), (2, 2), (2, 2)]).Cast(DType.Float32) / 255).Reshape([-1, 32, 32, 1]);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
