namespace Sharpkeras.Metrics;

/// <summary>The counts of one label at descending shares of positive predictions, and the area under their curve.</summary>
internal readonly record struct AucPoints(double[] Found, double[] InVain, double[] Passed, double[] Missed)
{
    /// <summary>The area under a curve.</summary>
    public double Area(AucCurve curve, AucSummation summation)
    {
        if (curve == AucCurve.PR && summation == AucSummation.Interpolation)
        {
            return InterpolatedPrecision();
        }

        double[] recall = Share(Found, Missed);
        var (x, y) = curve switch
        {
            AucCurve.Roc => (Share(InVain, Passed), recall),
            AucCurve.PR => (recall, Share(Found, InVain)),
            _ => (RecallGains(), PrecisionGains()),
        };
        double area = 0;
        for (int i = 0; i + 1 < x.Length; i++)
        {
            area += (x[i] - x[i + 1]) * Height(y[i], y[i + 1], summation);
        }

        return area;
    }

    private static double Height(double left, double right, AucSummation summation) => summation switch
    {
        AucSummation.Interpolation => (left + right) / 2,
        AucSummation.Minoring => Math.Min(left, right),
        _ => Math.Max(left, right),
    };

    private static double[] Share(double[] part, double[] other) => Ratio.Of(part, part.Zip(other, (a, b) => a + b));

    /// <summary>
    /// Between two thresholds the true positives grow linearly with the positives P, t = a·P + b, so that ∫ precision d recall is
    /// a·(Δt + b·ln(P₁ / P₂)) / (all true values): Davis and Goadrich (2006).
    /// </summary>
    private double InterpolatedPrecision()
    {
        double area = 0;
        for (int i = 0; i + 1 < Found.Length; i++)
        {
            double positives = Found[i] + InVain[i];
            double next = Found[i + 1] + InVain[i + 1];
            double gained = Found[i] - Found[i + 1];
            double slope = Ratio.Of(gained, Math.Max(positives - next, 0));
            double intercept = Found[i + 1] - (slope * next);
            double growth = positives > 0 && next > 0 ? positives / next : 1;
            area += Ratio.Of(slope * (gained + (intercept * Math.Log(growth))), Math.Max(Found[i + 1] + Missed[i + 1], 0));
        }

        return area;
    }

    private double[] RecallGains() => [.. Gains(Missed, none: 0).Select(gain => Math.Max(gain, 0))];

    private double[] PrecisionGains() => [.. Gains(InVain, none: 1)];

    /// <summary>1 − (true / false values)·(errors / found), and another number where nothing was found.</summary>
    private IEnumerable<double> Gains(double[] errors, double none)
    {
        for (int i = 0; i < Found.Length; i++)
        {
            double scale = Ratio.Of(Found[i] + Missed[i], Passed[i] + InVain[i]);
            yield return Found[i] == 0 ? none : 1 - (scale * errors[i] / Found[i]);
        }
    }
}
