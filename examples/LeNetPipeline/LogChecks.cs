using Sharpkeras.Models;
using Sharpkeras.Summaries;

namespace Sharpkeras.Examples.LeNetPipeline;

/// <summary>Reads the log back, as TensorBoard does, and compares it with what the training reported.</summary>
internal static class LogChecks
{
    public static void Run(Checks checks, string logs, History history, int steps)
    {
        IReadOnlyList<SummaryEvent> train = EventFile.Read(Path.Combine(logs, "train"), strict: true);
        IReadOnlyList<SummaryEvent> validation = EventFile.Read(Path.Combine(logs, "validation"), strict: true);
        foreach (string name in (string[])["loss", "accuracy"])
        {
            checks.That(Same(train, "epoch_" + name, history[name]), $"train/epoch_{name} has the {history[name].Count} numbers of the history");
            checks.That(Same(validation, "epoch_" + name, history["val_" + name]), $"validation/epoch_{name} too");
        }

        int[] stepsOfLoss = [.. Values(train, "batch_loss").Select(pair => (int)pair.Step)];
        checks.That(stepsOfLoss.Length > history.Epochs.Count && stepsOfLoss.Max() < steps, $"train/batch_loss has {stepsOfLoss.Length} of {steps} steps");
        checks.That(Values(train, "epoch_learning_rate").Count() == history.Epochs.Count, "train/epoch_learning_rate has one number for each epoch");
        string[] histograms = [.. train.SelectMany(record => record.Values).Where(value => value.Histogram != null).Select(value => value.Tag).Distinct()];
        checks.That(histograms.Length == 10 && histograms.All(tag => tag.EndsWith("/histogram", StringComparison.Ordinal)), $"histograms of {histograms.Length} weights: {string.Join(", ", histograms.Take(2))}, …");
        checks.That(Values(train, "keras").Any() && Values(train, "model").Single().Value.Text![0].Contains("conv2d", StringComparison.Ordinal), "the model as a graph and as a text");

        SummaryImages digits = Values(EventFile.Read(Path.Combine(logs, "digits"), strict: true), "changed").Single().Value.Images!;
        checks.That(digits is { Width: 32, Height: 32, Pngs.Count: 8 }, $"{digits.Pngs.Count} pictures of the changed digits, {digits.Width}×{digits.Height}");
    }

    /// <summary>Logs keep numbers as float32.</summary>
    private static bool Same(IEnumerable<SummaryEvent> records, string tag, IReadOnlyList<double> wanted) =>
        Values(records, tag).Select(pair => (float)pair.Value.Scalar!.Value).SequenceEqual(wanted.Select(value => (float)value));

    private static IEnumerable<(long Step, SummaryValue Value)> Values(IEnumerable<SummaryEvent> records, string tag) =>
        from record in records
        from value in record.Values
        where value.Tag == tag
        select (record.Step, value);
}
