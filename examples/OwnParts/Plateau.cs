using Sharpkeras.Callbacks;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.OwnParts;

/// <summary>
/// A callback: it writes the gain of each epoch into the logs, halves the rate where the gain is small, and ends the training after a number of such
/// epochs.
/// </summary>
/// <param name="share">The share of the loss that an epoch should gain.</param>
/// <param name="patience">The epochs without that gain after which the training ends.</param>
internal sealed class Plateau(double share = 0.01, int patience = 3) : Callback
{
    private double last;
    private int flat;

    public double Share { get; } = share;

    public int Patience { get; } = patience;

    public override void OnTrainBegin() => (last, flat) = (double.PositiveInfinity, 0);

    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        double loss = logs["loss"];
        double gain = double.IsFinite(last) ? 1 - (loss / last) : 1;
        logs["gain"] = gain; // what is written here stands in the history
        last = loss;
        if (gain >= Share)
        {
            flat = 0;
            return;
        }

        flat++;
        Model.Optimizer.LearningRate /= 2;
        Print($"    epoch {epoch}: a gain of {gain:P1} only, the rate is now {Model.Optimizer.LearningRate:G3}");
        Model.StopTraining = flat >= Patience;
    }

    public static void Show(Checks checks)
    {
        var (x, y) = SmallProblem.Data();
        Tensor noisy = y + Ops.Normal([y.Shape[0], 1], stddev: 0.3, seed: 2); // so that there is an end to what can be learned
        Sequential model = SmallProblem.Line();
        model.Compile(new SGD(0.1), loss: "mse");
        History history = model.Fit(x, noisy, epochs: 200, verbosity: Verbosity.Silent, callbacks: [new Plateau()]);
        checks.That(history.Epochs.Count < 200, $"the training ends after {history.Epochs.Count} epochs of 200");
        checks.That(history["gain"].Count == history.Epochs.Count && history["gain"][0] == 1, "the gain of each epoch stands in the history");
        checks.That(model.Optimizer.LearningRate < 0.05, $"the rate has fallen to {model.Optimizer.LearningRate:G3}");
        checks.That(Math.Abs(history["loss"][^1] - 0.09) < 0.03, $"what is left is the noise, 0.3² = 0.09: {history["loss"][^1]:F3}");
    }
}
