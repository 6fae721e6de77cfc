using Sharpkeras.Losses;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.OwnParts;

/// <summary>
/// A loss: max(q·d, (q − 1)·d) for the distance d = target − prediction. It is least where a share q of the targets lies below the
/// prediction. A loss gives a number for each sample; weights, masks and the mean over the batch are added around it.
/// </summary>
/// <param name="share">The share q, between 0 and 1.</param>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
internal sealed class QuantileLoss(double share = 0.5, Reduction reduction = Reduction.SumOverBatchSize, string? name = null)
    : Loss(reduction, name)
{
    public double Share { get; } = share;

    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred); // [batch] and [batch, 1] would make [batch, batch]
        Tensor distance = target - prediction;
        return Ops.Mean(Ops.Maximum(distance * Share, distance * (Share - 1)), axis: -1);
    }

    public static void Show(Checks checks)
    {
        var loss = new QuantileLoss(0.9, Reduction.None);
        checks.Values("1 too low and 1 too high", loss.Call(new[,] { { 1f }, { 1f } }, new[,] { { 0f }, { 2f } }), [2], 0.9, 0.1);
        var (x, y) = SmallProblem.Data(1024);
        Tensor noisy = y + Ops.Normal([1024, 1], stddev: 0.5, seed: 7);
        Sequential model = SmallProblem.Line();
        model.Compile(new Adam(0.03), loss: new QuantileLoss(0.9));
        History history = model.Fit(x, noisy, epochs: 30, verbosity: Verbosity.Silent);
        float below = Ops.Mean((noisy < model.Predict(x)).Cast(Sharpkeras.DType.Float32)).Item<float>(); // in a loss, DType is its property
        checks.That(history["loss"][^1] < history["loss"][0] / 10, $"the loss falls from {history["loss"][0]:F3} to {history["loss"][^1]:F4}");
        checks.That(Math.Abs(below - 0.9) < 0.03, $"and {below:P1} of the targets lie below the predictions, as asked for");

        double all = model.Evaluate(x, noisy, sampleWeight: Ops.Full([1024], 3), verbosity: Verbosity.Silent).Loss;
        double plain = model.Evaluate(x, noisy, verbosity: Verbosity.Silent).Loss;
        checks.That(Math.Abs(all - (3 * plain)) < 1e-5, "weights of samples need no code");
    }
}
