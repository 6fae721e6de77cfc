using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>The network of the LeNet example, and its data in ordinary memory.</summary>
internal sealed class LeNet
{
    /// <summary>Loads the data. The caller has no scope open, so that they last.</summary>
    public LeNet()
    {
        using IDisposable there = Device.Use(Device.Cpu);
        LabelledImages train = Mnist.Load().Train;
        Images = (Ops.Pad(train.Images, [(0, 0), (2, 2), (2, 2)]).Cast(DType.Float32) / 255).Reshape([-1, 32, 32, 1]);
        Labels = train.Labels;
    }

    /// <summary>The training images, [60000, 32, 32, 1] from 0 to 1.</summary>
    public Tensor Images { get; }

    /// <summary>What they show, uint8 [60000].</summary>
    public Tensor Labels { get; }

    /// <summary>The compiled model, with its weights on a device.</summary>
    public static Sequential Create(Device device)
    {
        Keras.SetRandomSeed(1);
        using IDisposable there = Device.Use(device);
        var model = new Sequential(
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
        model.Compile(new Adam(1e-3), loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }
}
