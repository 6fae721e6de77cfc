using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>That wrong gradients are found, and kinks.</summary>
public sealed class DifferencesTests
{
    private static readonly Nd[] Points = [new([3], [0.3, -0.4, 1.1])];

    private static readonly Nd[] AtKink = [new([3], [0.3, 1e-7, 1.1])];

    [Test]
    public void RightGradientsAgree() => Assert.That(Complaint(Points, x => x * x * x, x => 3 * x * x), Is.Null);

    [Test]
    public void WrongGradientsAreFound() =>
        Assert.That(Complaint(Points, x => x * x * x, x => (3 * x * x) + 1e-4), Does.Contain("the gradient gives"));

    [Test]
    public void WrongShapesAreFound()
    {
        string? complaint = new Differences().Complaint(Points, x => x[0], (_, w) => [new Nd([1, 3], w.Data)], kinksInside: false, seed: 1);
        Assert.That(complaint, Does.Contain("[1, 3]"));
    }

    [Test]
    public void ValuesThatAreNotFiniteAreFound() => Assert.That(Complaint(Points, Math.Log, x => 1 / x), Does.Contain("not finite"));

    [Test]
    public void KinksAreLeftOutWhereTheyMayOccur()
    {
        var differences = new Differences();
        string? complaint = differences.Complaint(
            AtKink, x => Map(x[0], Math.Abs), (x, w) => [Times(Map(x[0], v => Math.Sign(v)), w)], kinksInside: true, seed: 1);
        Assert.That(complaint, Is.Null);
        Assert.That(differences.AtKinks, Is.Positive);
        Assert.That(Complaint(AtKink, Math.Abs, x => Math.Sign(x)), Is.Not.Null);
    }

    private static string? Complaint(Nd[] points, Func<double, double> function, Func<double, double> derivative) => new Differences().Complaint(
        points, x => Map(x[0], function), (x, w) => [Times(Map(x[0], derivative), w)], kinksInside: false, seed: 1);

    private static Nd Map(Nd x, Func<double, double> function) => new(x.Shape, [.. x.Data.Select(function)]);

    private static Nd Times(Nd a, Nd b) => new(a.Shape, [.. a.Data.Zip(b.Data, (x, y) => x * y)]);
}
