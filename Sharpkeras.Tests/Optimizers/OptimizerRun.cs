using Sharpkeras.Optimizers;

namespace Sharpkeras.Tests.Optimizers;

/// <summary>A variable and random gradients in float64, for an optimizer and for a naive reference.</summary>
internal sealed class OptimizerRun
{
    private readonly Random random = new(11);

    public OptimizerRun(params int[][] shapes)
    {
        Naive = [.. shapes.Select(shape => new NaiveVariable(shape, Draw(shape)))];
        Variables = [.. Naive.Select((variable, i) => new Variable(ToTensor(variable.Values, variable.Shape), $"w{i}"))];
    }

    public NaiveVariable[] Naive { get; }

    public Variable[] Variables { get; }

    /// <summary>A gradient for each variable, in [−1, 1); some elements are 0.</summary>
    public double[][] Gradients() => [.. Naive.Select(variable => Draw(variable.Shape))];

    public Tensor[] ToTensors(double[][] numbers) => [.. numbers.Select((each, i) => ToTensor(each, Naive[i].Shape))];

    /// <summary>Applies an optimizer and a reference step side by side, and compares after each.</summary>
    public void Compare(Optimizer optimizer, NaiveSteps.Step reference, double rate, int steps, double tolerance = 1e-11)
    {
        for (int t = 1; t <= steps; t++)
        {
            double[][] gradients = Gradients();
            optimizer.Apply(ToTensors(gradients), Variables);
            for (int i = 0; i < Naive.Length; i++)
            {
                reference(Naive[i], gradients[i], t, rate);
            }

            CheckVariables($"step {t}", tolerance);
        }
    }

    public void CheckVariables(string what, double tolerance = 1e-11)
    {
        for (int i = 0; i < Naive.Length; i++)
        {
            Assert.That(Variables[i].Value.ToArray<double>(), Is.EqualTo(Naive[i].Values).Within(tolerance), $"{what}, variable {i}");
        }
    }

    private static Tensor ToTensor(double[] values, int[] shape) => Tensor.FromSpan<double>(values, Shape.Create(shape));

    private double[] Draw(int[] shape) =>
        [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => random.Next(7) == 0 ? 0 : (random.NextDouble() * 2) - 1)];
}
