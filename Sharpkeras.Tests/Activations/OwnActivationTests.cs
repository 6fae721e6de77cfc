using Sharpkeras.Activations;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Functions;

/// <summary>Activations from one struct of the user's.</summary>
[OnDevices]
public sealed class OwnActivationTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void A_layer_computes_it_with_its_gradient(bool fused)
    {
        using var tape = new GradientTape();
        ActivationFunction activation = fused ? ActivationFunction.Of("steep", new SlopeAboveKernel(3)) : ActivationFunction.Of("bent", new BentKernel(0.5));
        Assert.That(activation.IsFusable, Is.EqualTo(fused));
        var layer = new Dense(2, activation, kernelInitializer: "ones", biasInitializer: "ones");
        Tensor x = new[,] { { 1f, 1f }, { -2f, -3f } };
        tape.Watch(x);
        Tensor y = layer.Call(x);
        double[] sums = [3, -4];
        double Function(double z) => fused ? Math.Max(z, 0) * 3 : z + (0.5 * (Math.Sqrt((z * z) + 1) - 1));
        double Slope(double z) => fused ? (z > 0 ? 3 : 0) : 1 + (0.5 * z / Math.Sqrt((z * z) + 1));
        Assert.That(y.ToArray<float>(), Is.EqualTo(sums.SelectMany(z => new[] { Function(z), Function(z) })).Within(1e-5));
        Assert.That(tape.Gradient(Ops.Sum(y), x).ToArray<float>(), Is.EqualTo(sums.SelectMany(z => new[] { 2 * Slope(z), 2 * Slope(z) })).Within(1e-5));
    }

    [Test]
    public void It_is_known_by_its_name()
    {
        using var scope = new TensorScope();
        ActivationFunction.Register(ActivationFunction.Of("steep_of_tests", new SlopeAboveKernel(3)));
        Assert.That(new Activation("steep_of_tests").Call(new[] { -1f, 2f }).ToArray<float>(), Is.EqualTo(new[] { 0f, 6f }));
    }
}
