using System.Diagnostics;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.Tutorial;

/// <summary>LeNet on the digits of MNIST: trained with its time, saved, evaluated, and asked for one digit.</summary>
internal static class LeNetChapter
{
    private const int Sample = 4444;

    public static void Run(Checks checks, string folder, bool quick)
    {
        var (train, test) = Mnist.Load();
        checks.That(train.Images.Shape.Equals([60000, 28, 28]) && test.Labels.Shape.Equals([10000]), "MNIST has 60000 digits to learn from and 10000 to be tested with");
        int count = quick ? 12000 : 30000;
        Sequential model = Build();
        model.Summary();
        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        var watch = Stopwatch.StartNew();
        model.Fit(Prepare(train.Images[..count]), train.Labels[..count], batchSize: 64, epochs: 2, verbosity: quick ? Verbosity.Silent : Verbosity.Line);
        Console.WriteLine($"    time cost: {watch.Elapsed.TotalSeconds:F2} s for 2 epochs of {count} images");

        Evaluation result = model.Evaluate(Prepare(test.Images), test.Labels, verbosity: Verbosity.Silent);
        checks.That(result["accuracy"] > (quick ? 0.92 : 0.96), $"the accuracy on the test images is {result["accuracy"]:F4}, the loss {result.Loss:F4}");
        SaveAndLoad(checks, model, test, result, Path.Combine(folder, "lenet.h5"));
        Predict(checks, model, test);
    }

    private static void SaveAndLoad(Checks checks, Sequential model, LabelledImages test, Evaluation result, string path)
    {
        model.Save(path);
        Model again = Model.Load(path);
        Evaluation second = again.Evaluate(Prepare(test.Images), test.Labels, verbosity: Verbosity.Silent);
        checks.That(second.Loss == result.Loss && second["accuracy"] == result["accuracy"], $"the model from the file ({new FileInfo(path).Length / 1024} kB) gives the same numbers");
    }

    private static void Predict(Checks checks, Sequential model, LabelledImages test)
    {
        Tensor image = test.Images[Sample..(Sample + 1)];
        Tensor probabilities = model.Predict(Prepare(image));
        int digit = Ops.ArgMax(probabilities).Item<int>(), label = test.Labels[Sample].Item<int>();
        Console.WriteLine(HalfBlocks.Of(image, half: 100));
        checks.That(digit == label, $"test image {Sample} is taken for a {digit} with probability {Ops.Max(probabilities).Item<float>():F4}, and is a {label}");
    }

    private static Sequential Build() => new(
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

    /// <summary>Two pixels of background on each side, values from 0 to 1, and an axis for the one channel.</summary>
    private static Tensor Prepare(Tensor images) =>
        (Ops.Pad(images, [(0, 0), (2, 2), (2, 2)]).Cast(DType.Float32) / 255).Reshape([-1, 32, 32, 1]);
}
