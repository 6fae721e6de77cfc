using Sharpkeras.Activations;
using Sharpkeras.Kernels;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.OwnParts;

/// <summary>
/// An activation: x + bend·(√(x² + 1) − 1), as one struct over lanes. The same text runs with SIMD on the processor and as a kernel on GPUs,
/// in float32 and float64, forward and backward. (The struct is public: the GPU's compiler looks at it from outside.)
/// </summary>
/// <param name="bend">How much it bends.</param>
public readonly struct BentIdentity(double bend) : IUnaryKernel
{
    private readonly Parameter bend = bend;

    /// <summary>The gradient reads the input.</summary>
    public static GradientNeeds Needs => GradientNeeds.Input;

    /// <inheritdoc/>
    public V Forward<V>(V x)
        where V : struct, ILane<V> => x + (V.Of(bend) * (V.Sqrt((x * x) + V.Of(1)) - V.Of(1)));

    /// <inheritdoc/>
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * (V.Of(1) + (V.Of(bend) * x / V.Sqrt((x * x) + V.Of(1))));

    internal static void Show(Checks checks)
    {
        double root = Math.Sqrt(2) - 1;
        using (var tape = new GradientTape())
        {
            Tensor x = new[] { -1.0, 0, 1 };
            tape.Watch(x);
            Tensor y = x.Elementwise(new BentIdentity(0.5));
            checks.Values("as an operation", y, [3], -1 + (root / 2), 0, 1 + (root / 2));
            checks.Values("its gradient", tape.Gradient(Ops.Sum(y), x), [3], 1 - (0.5 / Math.Sqrt(2)), 1, 1 + (0.5 / Math.Sqrt(2)));
        }

        // Under a name it serves layers, and files that name it.
        ActivationFunction.Register(ActivationFunction.Of("bent_identity", new BentIdentity(0.5)));
        Tensor inputs = Ops.Uniform([256, 1], -2, 2, seed: 3);
        var model = new Sequential([new InputLayer([1]), new Dense(8, activation: "bent_identity"), new Dense(1)]);
        model.Compile(new Adam(0.03), loss: "mse");
        History history = model.Fit(inputs, Ops.Square(inputs), epochs: 100, verbosity: Verbosity.Silent);
        checks.That(history["loss"][^1] < 0.05, $"eight of them learn a parabola: the loss falls from {history["loss"][0]:F3} to {history["loss"][^1]:F4}");
    }
}
