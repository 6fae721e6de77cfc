using Sharpkeras.Metrics;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.OwnParts;

/// <summary>
/// A metric: the share of predictions that are near enough to their targets. Its state are two numbers on the device, which only
/// <see cref="Result"/> reads.
/// </summary>
internal sealed class WithinTolerance : Metric
{
    private readonly Variable good;
    private readonly Variable all;

    /// <param name="tolerance">How far a good prediction may be off.</param>
    /// <param name="name">The name in logs.</param>
    public WithinTolerance(double tolerance = 0.1, string? name = null)
        : base(name)
    {
        Tolerance = tolerance;
        good = AddVariable("good", []);
        all = AddVariable("all", []);
    }

    public double Tolerance { get; }

    /// <summary>What callbacks ask that look for the best epoch.</summary>
    public override bool? LargerIsBetter => true;

    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope(); // nothing of this outlives the call but the state
        Tensor near = (Ops.Abs(yTrue.Cast(DType) - yPred.Cast(DType)) <= Tolerance).Cast(DType).Reshape([yPred.Shape[0], -1]);
        Tensor weight = sampleWeight == null ? Ops.OnesLike(near) : Ops.OnesLike(near) * sampleWeight.Cast(DType).Reshape([-1, 1]);
        good.AssignAdd(Ops.Sum(near * weight));
        all.AssignAdd(Ops.Sum(weight));
    }

    public override double Result()
    {
        float count = all.Value.Item<float>();
        return count == 0 ? 0 : good.Value.Item<float>() / count;
    }

    public static void Show(Checks checks)
    {
        var metric = new WithinTolerance(0.1);
        metric.UpdateState(new[,] { { 1f }, { 2f } }, new[,] { { 1.05f }, { 3f } });
        metric.UpdateState(new[,] { { 1f }, { 2f } }, new[,] { { 1f }, { 2f } });
        checks.That(metric.Result() == 0.75, $"three of four are near: {metric.Result()}");
        metric.ResetState();
        metric.UpdateState(new[,] { { 1f }, { 2f } }, new[,] { { 1f }, { 5f } }, new[] { 3f, 1f });
        checks.That(metric.Result() == 0.75, "one of weight 3 and not one of weight 1");

        var (x, y) = SmallProblem.Data();
        Sequential model = SmallProblem.Line();
        model.Compile(new Adam(0.05), loss: "mse", metrics: [new WithinTolerance(0.1, name: "near")]);
        History history = model.Fit(x, y, epochs: 40, verbosity: Verbosity.Silent);
        checks.That(history["near"][0] < 0.2 && history["near"][^1] > 0.95, $"it stands in the history: {history["near"][0]:F3} … {history["near"][^1]:F3}");
    }
}
