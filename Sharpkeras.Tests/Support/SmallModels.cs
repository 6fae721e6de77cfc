using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Tests.Support;

/// <summary>Models for tests, and data for them.</summary>
internal static class SmallModels
{
    public static Sequential LeNet(string? name = null) => new(
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
        name: name);

    /// <summary>A convolutional network with dropout and an L2 penalty on images of 9 × 8 × 2, five classes.</summary>
    public static Sequential Cnn() => new(
    [
        new InputLayer([9, 8, 2]),
        new Conv2D(5, 3, padding: Padding.Same, activation: "tanh"),
        new MaxPooling2D(2),
        new Dropout(0.25),
        new Flatten(),
        new Dense(5, activation: "softmax", kernelRegularizer: "l2"),
    ]);

    /// <summary>One hidden layer on six numbers, three classes.</summary>
    public static Sequential Mlp() => new([new InputLayer([6]), new Dense(8, activation: "relu"), new Dense(3, activation: "softmax")]);

    public static Sequential Compiled(Sequential model, Optimizer? optimizer = null)
    {
        model.Compile(optimizer ?? new Adam(1e-2), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }

    /// <summary>Inputs in [−1, 1) and labels, the same ones at each call.</summary>
    public static (Tensor X, Tensor Y) Data(int samples, int classes, params int[] shape)
    {
        var random = new Random(7);
        Shape full = [samples, .. shape];
        float[] x = Enumerable.Range(0, (int)full.Length).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        int[] y = Enumerable.Range(0, samples).Select(_ => random.Next(classes)).ToArray();
        return (Tensor.FromSpan<float>(x, full), Tensor.FromSpan<int>(y, [samples]));
    }

    public static byte[][] WeightBytes(Model model) => model.GetWeights().Select(weight => weight.Bytes).ToArray();
}
