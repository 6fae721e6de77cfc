using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Examples.OwnParts;

/// <summary>What the parts are tried on: y = 2·x₀ − x₁ + 3, and a model that can learn it.</summary>
internal static class SmallProblem
{
    public static (Tensor X, Tensor Y) Data(int count = 256)
    {
        Tensor x = Ops.Uniform([count, 2], -1, 1, seed: 4);
        return (x, (2 * x[.., ..1]) - x[.., 1..] + 3);
    }

    public static Sequential Line(params ReadOnlySpan<Layer> before) => new([new InputLayer([2]), .. before, new Dense(1)]);
}
