using Sharpkeras.Devices;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Tests.Layers;

/// <summary>A convolution and its pooling are one computation inside a model, where nobody sees what lies between them.</summary>
[Category("Kernels")]
internal sealed class LayerPairsTests
{
    /// <summary>Scalars fill any layout: there is nothing to gain from both together.</summary>
    private static int Fused => VectorBits.Value > 0 ? 1 : 2;

    [Test]
    public void AModelGivesWhatItsLayersGive([Values] bool functional, [Values("relu", "linear", "tanh")] string activation, [Values] bool largest)
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Normal([32, 9, 8, 2], seed: 1);
        Layer pool = largest ? new MaxPooling2D() : new AveragePooling2D();
        var conv = new Conv2D(4, 3, padding: Padding.Same, activation: activation);
        Model model = functional ? Functional(conv, pool) : new Sequential([new InputLayer([9, 8, 2]), conv, pool, new Flatten(), new Dense(3)]);

        (float[] Output, float[][] Gradients) Run(Func<Tensor> forward)
        {
            using var tape = new GradientTape();
            tape.Watch(x);
            Tensor y = forward();
            Tensor[] gradients = tape.Gradient(y, [x, .. model.TrainableVariables.Select(variable => variable.Value)]);
            return (y.ToArray<float>(), [.. gradients.Select(gradient => gradient.ToArray<float>())]);
        }

        var (whole, gradients) = Run(() => model.Call(x, training: true));
        var (parts, expected) = Run(() =>
        {
            Tensor y = pool.Call(conv.Call(x));
            return model.Layers[^1].Call(model.Layers[^2].Call(y));
        });
        Assert.That(whole, Is.EqualTo(parts).Within(1e-5));
        for (int i = 0; i < gradients.Length; i++)
        {
            Assert.That(gradients[i], Is.EqualTo(expected[i]).Within(1e-3), $"gradient {i}");
        }
    }

    [Test]
    public void BothAreOneKernel([Values] bool functional)
    {
        using var scope = new TensorScope();
        var conv = new Conv2D(4, 3, activation: "relu");
        var pool = new AveragePooling2D();
        Model model = functional ? Functional(conv, pool) : new Sequential([new InputLayer([9, 8, 2]), conv, pool]);
        Tensor x = Ops.Normal([32, 9, 8, 2], seed: 1);
        long rest = functional ? Launches(() => model.Layers[^1].Call(model.Layers[^2].Call(pool.Call(conv.Call(x))))) - 2 : 0;
        Assert.That(Launches(() => model.Call(x)) - rest, Is.EqualTo(Fused));
    }

    [Test]
    public void WhatOthersSeeIsComputed()
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Normal([32, 9, 8, 2], seed: 1);

        // the image is an output itself, or another layer takes it
        var conv = new Conv2D(4, 3, activation: "relu");
        var pool = new AveragePooling2D();
        Tensor input = Keras.Input([9, 8, 2]);
        Tensor image = conv.Call(input);
        var both = new Functional(input, (Tensor[])[image, pool.Call(image)]);
        Tensors outputs = both.CallAll(x);
        Assert.That(outputs[0].Shape, Is.EqualTo(Shape.Create([32, 7, 6, 4])));
        Assert.That(outputs[1].ToArray<float>(), Is.EqualTo(pool.Call(outputs[0]).ToArray<float>()).Within(1e-6));

        var penalized = new Conv2D(4, 3, activation: "relu", activityRegularizer: "l2");
        var model = new Sequential([new InputLayer([9, 8, 2]), penalized, new AveragePooling2D()]);
        Assert.That(Launches(() => model.Call(x)), Is.GreaterThan(2));

        // layer by layer nothing is left out
        var traced = new Sequential([new InputLayer([9, 8, 2]), new Conv2D(4, 3, activation: "relu"), new AveragePooling2D()]);
        Assert.That(traced.Activations(x).Select(activation => activation.Name), Is.SupersetOf(traced.Layers.Select(layer => layer.Name)));
    }

    [Test]
    public void ErrorsAreThoseOfTheLayers()
    {
        var model = new Sequential([new Conv2D(4, 3, activation: "relu", name: "first"), new AveragePooling2D(name: "second")]);
        model.Call(Ops.Zeros([32, 9, 8, 2]));
        Assert.That(() => model.Call(Ops.Zeros([32, 9, 8, 3])), Throws.InstanceOf<ArgumentException>().With.Message.Contains("first"));
        Assert.That(() => model.Call(Ops.Zeros([32, 9, 8])), Throws.InstanceOf<ArgumentException>().With.Message.Contains("first"));
        Assert.That(() => model.Call(Ops.Zeros([32, 3, 3, 2])), Throws.InstanceOf<ArgumentException>().With.Message.Contains("second"));
    }

    private static long Launches(Action action)
    {
        action();
        MemoryStats stats = MemoryStats.Of(Device.Cpu);
        long before = stats.KernelLaunches;
        action();
        return stats.KernelLaunches - before;
    }

    private static Functional Functional(Layer conv, Layer pool)
    {
        Tensor input = Keras.Input([9, 8, 2]);
        return new Functional(input, new Dense(3).Call(new Flatten().Call(pool.Call(conv.Call(input)))));
    }
}
