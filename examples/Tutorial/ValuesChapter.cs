using Sharpkeras.Diagnostics;
using Sharpkeras.Models;

namespace Sharpkeras.Examples.Tutorial;

/// <summary>What values are made of: constants, variables, random numbers.</summary>
internal static class ValuesChapter
{
    public static void Run(Checks checks)
    {
        checks.Values("constant [1 … 7]", Ops.Constant(new[] { 1, 2, 3, 4, 5, 6, 7 }), [7], 1, 2, 3, 4, 5, 6, 7);
        checks.Values("constant −1 in the shape [2, 3]", Ops.Constant(-1.0, shape: [2, 3]), [2, 3], -1, -1, -1, -1, -1, -1);
        checks.Values("the last value fills the rest", Ops.Constant(new[] { 1, 2, 3 }, shape: [2, 3]), [2, 3], 1, 2, 3, 3, 3, 3);
        checks.Refused<ShapeException>("verifyShape", () => Ops.Constant(new[] { 1, 2, 3 }, shape: [2, 3], verifyShape: true));
        Placeholders(checks);
        Variables(checks);
        Random(checks);
    }

    /// <summary>A placeholder has a shape and no values; what is computed from it is a model, which is fed with data.</summary>
    private static void Placeholders(Checks checks)
    {
        Tensor x = Keras.Input([3], name: "x");
        Tensor y = (x * 2) + 1;
        checks.That(x.Shape.Equals([-1, 3]), $"the placeholder has the shape {x.Shape}");
        checks.Values("2·x + 1, fed with [[1, 2, 3]]", new Functional(x, y).Predict(new[,] { { 1f, 2f, 3f } }), [1, 3], 3, 5, 7);
    }

    private static void Variables(Checks checks)
    {
        var w = new Variable(Ops.Constant(new[,] { { 1f, 2f }, { 3f, 4f } }), "w");
        var step = new Variable(Ops.Constant(0), "step", trainable: false, dtype: DType.Int64);
        step.AssignAdd(Ops.Constant(1, DType.Int64));
        w.AssignSub(Ops.Ones([2, 2]));
        checks.Values($"the variable '{w}'", w, [2, 2], 0, 1, 2, 3);
        checks.That(w.Trainable && !step.Trainable && step.Value.Item<long>() == 1, $"'{step}' counts and is not trained");
        checks.Refused<ShapeException>("a variable with a wrong shape", () => _ = new Variable(Ops.Zeros([3]), "b", shape: [4]));

        using var tape = new GradientTape();
        Tensor loss = Ops.Sum(Ops.Square(w.Value));
        checks.Values("the gradient of Σ w²", tape.Gradient(loss, [w])[0], [2, 2], 0, 2, 4, 6);
    }

    /// <summary>The deviation of a normal distribution without what lies beyond ±2 of its deviations is 0.8796 of them.</summary>
    private static void Random(Checks checks)
    {
        Tensor x = Ops.TruncatedNormal([100, 100], stddev: 0.1, seed: 1);
        float largest = Ops.Max(Ops.Abs(x)).Item<float>();
        double mean = Ops.Mean(x).Item<float>(), deviation = Ops.Std(x).Item<float>();
        checks.That(largest <= 0.2f, $"truncated normal numbers of deviation 0.1 stay within ±0.2: {largest:F4}");
        checks.That(Math.Abs(mean) < 0.004 && Math.Abs(deviation - 0.08796) < 0.003, $"their mean is {mean:F4}, their deviation {deviation:F4}");

        Tensor kept = Ops.Dropout(Ops.Ones([4, 50]), rate: 0.5, noiseShape: [4, 1], seed: 2);
        checks.That(
            Ops.Max(kept - kept[.., ..1]).Item<float>() == 0 && Ops.Max(kept).Item<float>() is 0 or 2,
            "dropout with noiseShape [4, 1] keeps rows or drops them, and doubles what it keeps");
    }
}
