namespace Sharpkeras.Summaries;

/// <summary>
/// Histograms as TensorFlow computes them: equal parts of the range of the values, in float64; where all values are one, the last bucket
/// holds them. Values that are not finite are left out.
/// </summary>
internal static class Histograms
{
    /// <summary>The buckets of a tensor's values. Only the least and largest value and the counts leave a GPU.</summary>
    public static HistogramBucket[] Of(Tensor values, int count)
    {
        using var scope = new TensorScope();
        Tensor x = Ops.StopGradient(values).Reshape([-1]);
        if (x.Device != Device.Cpu && x.DType == DType.Float32 && x.Length > 0)
        {
            double least = Ops.Min(x).Item<double>();
            double largest = Ops.Max(x).Item<double>();
            if (double.IsFinite(least) && double.IsFinite(largest))
            {
                return Buckets(least, largest, CountThere(x, least, largest, count));
            }
        }

        return x.DType switch
        {
            DType.Float32 => OfHost(x.ToArray<float>(), count),
            DType.Float64 => OfHost(x.ToArray<double>(), count),
            _ => OfHost(x.To(Device.Cpu).Cast(DType.Float64).ToArray<double>(), count),
        };
    }

    private static HistogramBucket[] OfHost<T>(T[] values, int count)
        where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        double least = double.PositiveInfinity, largest = double.NegativeInfinity;
        foreach (T value in values)
        {
            if (T.IsFinite(value))
            {
                double wide = double.CreateTruncating(value);
                least = Math.Min(least, wide);
                largest = Math.Max(largest, wide);
            }
        }

        long[] counts = new long[count];
        if (least > largest)
        {
            return Buckets(0, 0, counts);
        }

        var places = new Places(least, largest, count);
        foreach (T value in values)
        {
            if (T.IsFinite(value))
            {
                counts[places.Of(double.CreateTruncating(value))]++;
            }
        }

        return Buckets(least, largest, counts);
    }

    /// <summary>
    /// Counts on the device of the values, which may know no float64: for each bucket the host finds the least float32 that belongs into it
    /// or a later one, and the device counts the values from there on. So the counts are those of the host.
    /// </summary>
    private static long[] CountThere(Tensor x, double least, double largest, int count)
    {
        var places = new Places(least, largest, count);
        using IDisposable there = Device.Use(x.Device);
        Tensor[] from = [.. Enumerable.Range(1, count - 1).Select(bucket =>
            Ops.Sum(Ops.GreaterEqual(x, Tensor.Scalar(places.First(bucket))).Cast(DType.Int32)))];
        int[] counted = from.Length == 0 ? [] : Ops.Stack(from).ToArray<int>();
        long[] counts = new long[count];
        for (int bucket = 0; bucket < count; bucket++)
        {
            counts[bucket] = (bucket == 0 ? x.Length : counted[bucket - 1]) - (bucket == count - 1 ? 0 : counted[bucket]);
        }

        return counts;
    }

    private static HistogramBucket[] Buckets(double least, double largest, long[] counts)
    {
        double width = Width(least, largest, counts.Length);
        return [.. counts.Select((count, i) => new HistogramBucket(
            i == 0 ? least : least + (i * width),
            i == counts.Length - 1 ? largest : least + ((i + 1) * width),
            count))];
    }

    /// <summary>The width of a bucket; the range of two large float64 may itself be none.</summary>
    private static double Width(double least, double largest, int count) =>
        double.IsFinite(largest - least) ? (largest - least) / count : (largest / count) - (least / count);

    /// <summary>Which bucket a value belongs into; it never falls while values rise.</summary>
    private readonly struct Places(double least, double largest, int count)
    {
        private readonly double width = Width(least, largest, count);

        public int Of(double value) => least == largest ? count - 1 : Math.Clamp((int)Math.Floor((value - least) / width), 0, count - 1);

        /// <summary>The least float32 whose bucket is this or a later one, by halving the floats between the ends, which are ordered as integers are.</summary>
        public float First(int bucket)
        {
            int low = Order((float)least), high = Order((float)largest);
            while (low < high)
            {
                int middle = (int)(((long)low + high) >> 1);
                if (Of(Number(middle)) >= bucket)
                {
                    high = middle;
                }
                else
                {
                    low = middle + 1;
                }
            }

            return Number(low);
        }

        private static int Order(float value)
        {
            int bits = BitConverter.SingleToInt32Bits(value);
            return bits >= 0 ? bits : int.MinValue - bits;
        }

        private static float Number(int order) => BitConverter.Int32BitsToSingle(order >= 0 ? order : int.MinValue - order);
    }
}
