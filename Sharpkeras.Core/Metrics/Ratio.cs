namespace Sharpkeras.Metrics;

/// <summary>Quotients where 0 / 0 is 0, as Keras's <c>divide_no_nan</c>.</summary>
internal static class Ratio
{
    public static double Of(double numerator, double denominator) => denominator == 0 ? 0 : numerator / denominator;

    public static double[] Of(IEnumerable<double> numerators, IEnumerable<double> denominators) => [.. numerators.Zip(denominators, Of)];
}
