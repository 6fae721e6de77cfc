using System.Numerics;

namespace Sharpkeras.Data;

/// <summary>Bilinear interpolation between the centres of pixels, without smoothing.</summary>
internal static class Bilinear
{
    /// <summary>A picture of another size, [height, width, channels].</summary>
    public static float[] Resize<T>(ReadOnlySpan<T> pixels, Shape shape, int height, int width)
        where T : unmanaged, INumberBase<T>
    {
        int channels = shape[2];
        int length = shape[1] * channels;
        float[] result = new float[checked(height * width * channels)];
        Tap[] columns = Taps(shape[1], width);
        Tap[] rows = Taps(shape[0], height);

        // Rows are made wider or narrower once, although several rows of the result lie between the same two.
        var (upper, lower) = (new float[width * channels], new float[width * channels]);
        var (above, below) = (-1, -1);
        for (int y = 0; y < height; y++)
        {
            Tap tap = rows[y];
            if (tap.Low == below)
            {
                (upper, lower, above, below) = (lower, upper, below, above);
            }

            Stretch(pixels, tap.Low, length, columns, channels, upper, ref above);
            Stretch(pixels, tap.High, length, columns, channels, lower, ref below);
            Mix(upper, lower, tap.Share, result.AsSpan(y * upper.Length, upper.Length));
        }

        return result;
    }

    /// <summary>Interpolates within a row, if it is another than the last one was.</summary>
    private static void Stretch<T>(ReadOnlySpan<T> pixels, int row, int length, Tap[] columns, int channels, Span<float> target, ref int last)
        where T : unmanaged, INumberBase<T>
    {
        if (row == last)
        {
            return;
        }

        last = row;
        ReadOnlySpan<T> source = pixels.Slice(row * length, length);
        int next = 0;
        foreach (Tap tap in columns)
        {
            ReadOnlySpan<T> low = source.Slice(tap.Low * channels, channels);
            ReadOnlySpan<T> high = source.Slice(tap.High * channels, channels);
            for (int channel = 0; channel < low.Length; channel++)
            {
                target[next++] = Mix(float.CreateTruncating(low[channel]), float.CreateTruncating(high[channel]), tap.Share);
            }
        }
    }

    private static void Mix(ReadOnlySpan<float> low, ReadOnlySpan<float> high, float share, Span<float> target)
    {
        int i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var left = new Vector<float>(low[i..]);
            (left + ((new Vector<float>(high[i..]) - left) * share)).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] = Mix(low[i], high[i], share);
        }
    }

    private static float Mix(float low, float high, float share) => low + ((high - low) * share);

    private static Tap[] Taps(int from, int to)
    {
        var taps = new Tap[to];
        float scale = (float)from / to;
        for (int i = 0; i < to; i++)
        {
            float place = ((i + 0.5f) * scale) - 0.5f;
            float low = MathF.Floor(place);
            taps[i] = new Tap(Math.Clamp((int)low, 0, from - 1), Math.Clamp((int)low + 1, 0, from - 1), place - low);
        }

        return taps;
    }

    /// <summary>Two neighbours and the share of the second.</summary>
    private readonly record struct Tap(int Low, int High, float Share);
}
