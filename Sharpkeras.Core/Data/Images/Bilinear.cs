namespace Sharpkeras.Data;

/// <summary>Bilinear interpolation between the centres of pixels, without smoothing.</summary>
internal static class Bilinear
{
    public static float[] Resize(float[] pixels, Shape shape, int height, int width)
    {
        int channels = shape[2];
        int row = shape[1] * channels;
        float[] result = new float[checked(height * width * channels)];
        Tap[] columns = Taps(shape[1], width);
        Tap[] rows = Taps(shape[0], height);
        int next = 0;
        foreach (Tap y in rows)
        {
            foreach (Tap x in columns)
            {
                for (int channel = 0; channel < channels; channel++)
                {
                    float top = Mix(pixels[(y.Low * row) + (x.Low * channels) + channel], pixels[(y.Low * row) + (x.High * channels) + channel], x.Share);
                    float bottom = Mix(pixels[(y.High * row) + (x.Low * channels) + channel], pixels[(y.High * row) + (x.High * channels) + channel], x.Share);
                    result[next++] = Mix(top, bottom, y.Share);
                }
            }
        }

        return result;
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
