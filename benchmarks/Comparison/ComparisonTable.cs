using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Comparison;

/// <summary>The table of a comparison, in Markdown.</summary>
internal static class ComparisonTable
{
    private const string Nothing = "–";

    private static readonly string[] Peers = [Round.TorchSharp, Round.OnnxRuntime];

    /// <summary>A heading and a row for each of our figures, jobs in the order given.</summary>
    public static IEnumerable<string> Lines(IEnumerable<IReadOnlyList<Round>> jobs, Goals goals)
    {
        yield return "| Job | Sharpkeras (spread) | ÷ floor | TorchSharp (spread) | ratio | ONNX Runtime (spread) | ratio | Goal | Result |";
        yield return "| --- | --- | --- | --- | --- | --- | --- | --- | --- |";
        foreach (IReadOnlyList<Round> rounds in jobs)
        {
            foreach (string name in rounds.SelectMany(round => round.Names).Distinct().Where(IsCompared))
            {
                yield return Row(new ComparedFigure(name, rounds), goals.Of(name));
            }
        }
    }

    /// <summary>The best of a round and what only helps to compute other figures are left out.</summary>
    private static bool IsCompared(string name) => !name.EndsWith("_best", StringComparison.Ordinal) && !name.StartsWith("fma_peak", StringComparison.Ordinal);

    private static string Row(ComparedFigure figure, IReadOnlyList<Goal> goals)
    {
        IEnumerable<string> peers = Peers.SelectMany(peer => new[] { Text(figure.Values(peer)), Text(figure.Advantage(peer)) });
        string[] cells =
        [
            $"{figure.Name}, {figure.Unit}",
            Text(figure.Values(Round.Ours)),
            Text(figure.FloorRatio),
            .. peers,
            string.Join("; ", goals.Select(goal => goal.Text)),
            string.Join("; ", goals.Select(goal => goal.Verdict(figure))),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Text(Spread? spread) => spread?.ToString() ?? Nothing;

    private static string Text(double? value) => value is { } number ? Figure.Number(number) : Nothing;
}
