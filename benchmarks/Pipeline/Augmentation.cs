using Sharpkeras.Data;
using Sharpkeras.Kernels;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>What the workers do with an image: it is turned by up to 10 degrees, moved by up to 2 pixels, and made lighter or darker.</summary>
internal static class Augmentation
{
    private const ulong Key = 20;

    private const int From = 28;

    private const int To = 32;

    /// <summary>A float32 image [32, 32, 1] from 0 to 1 of a uint8 image [28, 28].</summary>
    /// <param name="element">Image and label.</param>
    /// <param name="number">Chooses the change; the same number makes the same image.</param>
    public static Element Apply(Element element, long number)
    {
        Philox.Block(Key, (ulong)number, out uint turn, out uint right, out uint down, out uint light);
        var (sin, cos) = MathF.SinCos(Spread(turn, 10 * MathF.PI / 180));
        float scale = (1 + Spread(light, 0.2f)) / 255;
        var image = new HostArray(DType.Float32, [To, To, 1], new byte[To * To * sizeof(float)]);
        Sample(element.X[0].Bytes, image.Span<float>(), cos, sin, Spread(right, 2), Spread(down, 2), scale);
        return new Element(image, element.Y[0]);
    }

    /// <summary>Bilinear interpolation at turned and moved places; what lies outside is black.</summary>
    private static void Sample(ReadOnlySpan<byte> source, Span<float> target, float cos, float sin, float right, float down, float scale)
    {
        const float Middle = (To - 1) / 2f;
        const float Shift = (From - 1) / 2f;
        for (int y = 0; y < To; y++)
        {
            for (int x = 0; x < To; x++)
            {
                float fromX = (cos * (x - Middle)) - (sin * (y - Middle)) + Shift + right;
                float fromY = (sin * (x - Middle)) + (cos * (y - Middle)) + Shift + down;
                int left = (int)MathF.Floor(fromX);
                int top = (int)MathF.Floor(fromY);
                if ((uint)left < From - 1 && (uint)top < From - 1)
                {
                    int at = (top * From) + left;
                    float shareX = fromX - left;
                    float upper = source[at] + (shareX * (source[at + 1] - source[at]));
                    float lower = source[at + From] + (shareX * (source[at + From + 1] - source[at + From]));
                    target[(y * To) + x] = scale * (upper + ((fromY - top) * (lower - upper)));
                }
            }
        }
    }

    private static float Spread(uint word, float most) => ((2 * Philox.Unit(word)) - 1) * most;
}
