namespace Sharpkeras.Tests.Goldens;

/// <summary>Compares with expected numbers: |got − want| ≤ atol + rtol·|want|, in shape and type too.</summary>
internal static class Numbers
{
    public static void Compare(string what, HostArray got, HostArray want, double rtol, double atol)
    {
        Assert.That(got.DType, Is.EqualTo(want.DType), $"{what}: type");
        Assert.That(got.Shape.ToArray(), Is.EqualTo(want.Shape.ToArray()), $"{what}: shape");
        double[] left = ToDoubles(got);
        double[] right = ToDoubles(want);
        int wrong = 0;
        int worst = -1;
        double excess = 0;
        for (int i = 0; i < left.Length; i++)
        {
            double over = Excess(left[i], right[i], rtol, atol);
            if (over > 0)
            {
                wrong++;
                if (over > excess)
                {
                    (worst, excess) = (i, over);
                }
            }
        }

        Assert.That(
            wrong,
            Is.Zero,
            () => $"{what}: {wrong} of {left.Length} differ by more than {atol} + {rtol}·|want|; "
                + $"worst at [{worst}]: {left[worst]:R}, wanted {right[worst]:R}");
    }

    public static void Compare(string what, double got, double want, double rtol, double atol) =>
        Assert.That(Excess(got, want, rtol, atol), Is.Zero, $"{what}: got {got:R}, wanted {want:R}, tolerance {atol} + {rtol}·|want|");

    public static double[] ToDoubles(HostArray array) => array.DType switch
    {
        DType.Float32 => Convert(array, (float value) => value),
        DType.Float64 => array.Span<double>().ToArray(),
        DType.Int8 => Convert(array, (sbyte value) => value),
        DType.UInt8 => Convert(array, (byte value) => value),
        DType.Int16 => Convert(array, (short value) => value),
        DType.Int32 => Convert(array, (int value) => value),
        DType.Int64 => Convert(array, (long value) => value),
        _ => Convert(array, (bool value) => value ? 1 : 0),
    };

    /// <summary>How far a number is outside of the tolerance; 0 inside. NaN equals NaN only, infinities themselves only.</summary>
    private static double Excess(double got, double want, double rtol, double atol)
    {
        if (double.IsNaN(got) || double.IsNaN(want))
        {
            return double.IsNaN(got) && double.IsNaN(want) ? 0 : double.PositiveInfinity;
        }

        if (double.IsInfinity(got) || double.IsInfinity(want))
        {
            return got == want ? 0 : double.PositiveInfinity;
        }

        return Math.Max(0, Math.Abs(got - want) - (atol + (rtol * Math.Abs(want))));
    }

    private static double[] Convert<T>(HostArray array, Func<T, double> convert)
        where T : unmanaged => array.Span<T>().ToArray().Select(convert).ToArray();
}
