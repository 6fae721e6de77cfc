using Sharpkeras.Benchmarks.Comparison;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Benchmarks;

/// <summary>How rounds become a row of the table; the numbers are worked out by hand.</summary>
[TestFixture]
public sealed class ComparisonTests
{
    [Test]
    public void A_ratio_is_the_median_of_the_rounds_ratios_not_that_of_the_medians()
    {
        // The medians are 2 and 6; the rounds' ratios are 5, 2 and 4.
        ComparedFigure figure = Times((1, 5), (3, 6), (2, 8));
        Assert.That(figure.Values(Round.Ours), Is.EqualTo(new Spread(2, 1, 3)));
        Assert.That(figure.Values(Round.TorchSharp), Is.EqualTo(new Spread(6, 5, 8)));
        Assert.That(figure.Advantage(Round.TorchSharp), Is.EqualTo(4));
        Assert.That(figure.Advantage(Round.OnnxRuntime), Is.Null);
    }

    [Test]
    public void More_of_a_rate_is_better()
    {
        var figure = new ComparedFigure("gemm_1024", [Of(new Figure("gemm_1024", 200, "GFLOP/s", 250), new Figure("gemm_1024", 100, "GFLOP/s"))]);
        Assert.That(figure.Advantage(Round.TorchSharp), Is.EqualTo(2));
        Assert.That(figure.FloorRatio, Is.EqualTo(0.8));
    }

    [Test]
    public void The_median_of_an_even_number_of_rounds_lies_in_the_middle() =>
        Assert.That(Spread.Of([4, 1, 2, 8]), Is.EqualTo(new Spread(3, 1, 8)));

    [Test]
    public void Goals_are_met_missed_or_not_measured()
    {
        // Five times better than TorchSharp, and 1.25 times the floor of 0.8.
        ComparedFigure figure = Times((1, 5));
        Assert.Multiple(() =>
        {
            Assert.That(Goal.Than(Round.TorchSharp, 5).Verdict(figure), Is.EqualTo("met"));
            Assert.That(Goal.Than(Round.TorchSharp, 5.5).Verdict(figure), Is.EqualTo("missed (5.00)"));
            Assert.That(Goal.Than(Round.OnnxRuntime, 1).Verdict(figure), Is.EqualTo("not measured"));
            Assert.That(Goal.Within(Round.TorchSharp, 0.2).Verdict(figure), Is.EqualTo("met"));
            Assert.That(Goal.Within(Round.TorchSharp, 0.1).Verdict(figure), Is.EqualTo("missed (0.200)"));
            Assert.That(Goal.Floor(1.25).Verdict(figure), Is.EqualTo("met"));
            Assert.That(Goal.Floor(1.2).Verdict(figure), Is.EqualTo("missed (1.25)"));
            Assert.That(Goal.Peak(1.3).Verdict(figure), Is.EqualTo("missed (1.25)"));
            Assert.That(Goal.AtMost(1).Verdict(figure), Is.EqualTo("met"));
            Assert.That(Goal.AtMost(0.9).Verdict(figure), Is.EqualTo("missed (1.00)"));
        });
    }

    [Test]
    public void Wider_vectors_are_asked_for_more()
    {
        Assert.That(new Goals(512).Of("lenet").Select(goal => goal.Text), Is.EqualTo(new[] { "≤ 1.5 × floor", "TorchSharp / ours ≥ 5" }));
        Assert.That(new Goals(256).Of("lenet").Select(goal => goal.Text), Is.EqualTo(new[] { "≤ 1.5 × floor", "TorchSharp / ours ≥ 4" }));
    }

    [Test]
    public void A_table_is_made_of_the_files_of_rounds()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, "1", Round.Ours, new Figure("evaluate", 0.5, "s", 0.25), new Figure("evaluate_best", 0.4, "s", 0.25), new Figure("fma_peak", 200, "GFLOP/s"));
        Write(folder.Path, "1", Round.OnnxRuntime, new Figure("evaluate", 1, "s"));
        Write(folder.Path, "2", Round.Ours, new Figure("evaluate", 1, "s", 0.25));
        string[] lines = [.. ComparisonTable.Lines([Round.ReadAll(folder.Path)], new Goals(512))];
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[2], Is.EqualTo("| evaluate, s | 0.750 (0.500–1.00) | 3.00 | – | – | 1.00 (1.00–1.00) | 2.00 | ONNX Runtime / ours ≥ 1.5 | met |"));
    }

    private static ComparedFigure Times(params (double Ours, double Theirs)[] rounds) =>
        new("lenet", [.. rounds.Select(round => Of(new Figure("lenet", round.Ours, "s/epoch", 0.8), new Figure("lenet", round.Theirs, "s/epoch")))]);

    private static Round Of(Figure ours, Figure theirs) =>
        new(new Dictionary<string, IReadOnlyList<Figure>> { [Round.Ours] = [ours], [Round.TorchSharp] = [theirs] });

    private static void Write(string folder, string round, string library, params Figure[] figures)
    {
        string path = Directory.CreateDirectory(Path.Combine(folder, round)).FullName;
        File.WriteAllLines(Path.Combine(path, library + ".json"), figures.Select(figure => figure.ToJson()));
    }
}
