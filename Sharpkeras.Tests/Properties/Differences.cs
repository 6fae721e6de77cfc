using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>
/// Compares gradients of Σ f(x)·w with central differences along a random direction of all inputs together and along single elements.
/// </summary>
internal sealed class Differences
{
    /// <summary>The differences' error is of the order of the step's square, and of 10⁻¹⁶ through the step.</summary>
    private const double Step = 1e-5;

    private const double Tolerance = 1e-6;

    /// <summary>
    /// Slopes to the left and to the right that differ by more have a kink between them; a smooth function's differ by the step times
    /// its curvature.
    /// </summary>
    private const double KinkTolerance = 1e-3;

    private const int SingleElements = 2;

    /// <summary>How many directions were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>How many were not, because of a kink in the step.</summary>
    public int AtKinks { get; private set; }

    /// <summary>What is wrong; null when the gradients are right.</summary>
    /// <param name="points">The inputs with a gradient.</param>
    /// <param name="function">The value at inputs.</param>
    /// <param name="gradient">The gradients of Σ f(x)·w for each input.</param>
    /// <param name="kinksInside">Whether directions with a kink in the step are left out.</param>
    /// <param name="seed">The seed of w and of the directions.</param>
    public string? Complaint(Nd[] points, Func<Nd[], Nd> function, Func<Nd[], Nd, Nd[]> gradient, bool kinksInside, int seed)
    {
        var random = new Random(seed);
        Nd value = function(points);
        if (!value.Data.All(double.IsFinite))
        {
            return "The value is not finite. Give the inputs another range.";
        }

        Nd weights = Nd.Of(value.Shape, _ => (2 * random.NextDouble()) - 1);
        Nd[] gradients = gradient(points, weights);
        Shape[] shapes = [.. gradients.Select(part => part.Shape)];
        if (!shapes.SequenceEqual(points.Select(point => point.Shape)))
        {
            return $"The gradients have shapes {string.Join(' ', shapes)}.";
        }

        return Directions(points, random)
            .Select(direction => Along(direction, points, value, weights, gradients, function, kinksInside))
            .FirstOrDefault(complaint => complaint != null);
    }

    private string? Along(
        Direction direction, Nd[] points, Nd value, Nd weights, Nd[] gradients, Func<Nd[], Nd> function, bool kinksInside)
    {
        Nd above = function(Moved(points, direction.Numbers, Step));
        Nd below = function(Moved(points, direction.Numbers, -Step));
        double want = Slope(above, below, weights) / 2;
        double jump = Math.Abs(Slope(above, value, weights) - Slope(value, below, weights));
        if (kinksInside && jump > KinkTolerance * (1 + Math.Abs(want)))
        {
            AtKinks++;
            return null;
        }

        Compared++;
        double got = direction.Numbers.Zip(gradients, (v, g) => Dot(v, g.Data)).Sum();
        return Math.Abs(got - want) <= Tolerance * (1 + Math.Abs(want))
            ? null
            : $"Along {direction.Name} the gradient gives {got:R}, differences {want:R}.";
    }

    private static IEnumerable<Direction> Directions(Nd[] points, Random random)
    {
        (int Input, int Element)[] places = [.. points.SelectMany((point, i) => Enumerable.Range(0, point.Data.Length).Select(j => (i, j)))];
        if (places.Length == 0)
        {
            yield break;
        }

        double[] Random(Nd point) => [.. point.Data.Select(_ => (2 * random.NextDouble()) - 1)];
        yield return new Direction("a random direction", [.. points.Select(Random)]);
        for (int i = 0; i < SingleElements; i++)
        {
            var (input, element) = places[random.Next(places.Length)];
            double[][] unit = [.. points.Select(point => new double[point.Data.Length])];
            unit[input][element] = 1;
            yield return new Direction($"element {element} of input {input}", unit);
        }
    }

    private static Nd[] Moved(Nd[] points, double[][] direction, double step) =>
        [.. points.Zip(direction, (point, v) => new Nd(point.Shape, [.. point.Data.Zip(v, (x, d) => x + (step * d))]))];

    /// <summary>Σ (a − b)·w through the step.</summary>
    private static double Slope(Nd a, Nd b, Nd weights) => Dot([.. a.Data.Zip(b.Data, (x, y) => x - y)], weights.Data) / Step;

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private sealed record Direction(string Name, double[][] Numbers);
}
