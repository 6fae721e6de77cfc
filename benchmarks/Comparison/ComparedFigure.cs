using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Comparison;

/// <summary>A figure in all rounds of its job.</summary>
internal sealed class ComparedFigure(string name, IReadOnlyList<Round> rounds)
{
    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>The unit.</summary>
    public string Unit => Figures(Round.Ours).First().Unit;

    /// <summary>The median of the rounds' ratios to the floor; null where there is no floor.</summary>
    public double? FloorRatio => Spread.Of(Figures(Round.Ours).Where(figure => figure.Ratio != null).Select(figure => figure.Ratio!.Value))?.Median;

    /// <summary>The values of a library; null where it has none.</summary>
    public Spread? Values(string library) => Spread.Of(Figures(library).Select(figure => figure.Value));

    /// <summary>
    /// How many times better we are than a library: the median of the rounds' ratios, since in a round both met the same phase of the
    /// machine. Null where nothing is to compare.
    /// </summary>
    public double? Advantage(string library) => Spread.Of(Ratios(library))?.Median;

    private IEnumerable<Figure> Figures(string library) => rounds.Select(round => round.Find(library, name)).OfType<Figure>();

    private IEnumerable<double> Ratios(string library)
    {
        foreach (Round round in rounds)
        {
            if (round.Find(Round.Ours, name) is { } ours && round.Find(library, name) is { } theirs)
            {
                yield return ours.MoreIsBetter ? ours.Value / theirs.Value : theirs.Value / ours.Value;
            }
        }
    }
}
