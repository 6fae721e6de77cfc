using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>The network and the data of the main job.</summary>
internal static class LeNetModel
{
    /// <summary>Images of a step of training.</summary>
    public const int Batch = 64;

    /// <summary>Multiply-adds of an image on the way to its prediction.</summary>
    public const double ForwardMultiplyAdds = 416_520;

    /// <summary>Multiply-adds of an image, forward and backward; there is no gradient for the image.</summary>
    public const double MultiplyAddsPerImage = ForwardMultiplyAdds + 715_440;

    public static Sequential Create()
    {
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

    public static Tensor Prepare(Tensor images) => (Padded(images) / 255).Reshape([-1, 32, 32, 1]);

    /// <summary>A method of its own, so that the padded bytes are forgotten when it ends: a method that runs for the first time holds on to all it made.</summary>
    private static Tensor Padded(Tensor images) => Ops.Pad(images, [(0, 0), (2, 2), (2, 2)]).Cast(DType.Float32);

    public static LabelledImages Train() => Mnist.Load().Train;

    public static LabelledImages Test() => Mnist.Load().Test;
}
