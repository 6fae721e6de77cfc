using Sharpkeras.Data;

namespace Sharpkeras.Examples.LeNetPipeline;

/// <summary>
/// Digits that are shifted, rotated and noisy, by a random number generator of each picture's own. Its seed is the picture's number in the training, so
/// that the numbers do not depend on which thread is at work.
/// </summary>
internal static class Augmentation
{
    private const int Side = 28, Padded = 32, Border = (Padded - Side) / 2;

    private const float MostShift = 2, MostTurn = MathF.PI / 15, Noise = 12;

    /// <summary>Pairs of pictures and their numbers: those of an epoch go on where the epoch before ended.</summary>
    /// <param name="digits">Elements of X uint8 [28, 28], of a known number.</param>
    public static Dataset<(Element Digit, long Number)> Numbered(Dataset<Element> digits)
    {
        long count = digits.Cardinality;
        return Dataset.Zip(digits, Dataset.FromGenerator(epoch => Dataset.Range(epoch * count, (epoch + 1) * count).AsEnumerable(), count));
    }

    /// <summary>X float32 [32, 32, 1] from 0 to 1: another picture of the same digit.</summary>
    public static Element Change((Element Digit, long Number) numbered)
    {
        var random = new Random((int)numbered.Number);
        float turn = MostTurn * Even(random), down = MostShift * Even(random), right = MostShift * Even(random);
        var (sine, cosine) = MathF.SinCos(turn);
        byte[] pixels = numbered.Digit.X[0].Bytes;
        float[] changed = new float[Padded * Padded];
        const float Middle = (Padded - 1) / 2f;
        for (int row = 0; row < Padded; row++)
        {
            for (int column = 0; column < Padded; column++)
            {
                float y = row - Middle - down, x = column - Middle - right;
                float value = At(pixels, (cosine * y) - (sine * x) + Middle - Border, (sine * y) + (cosine * x) + Middle - Border);
                changed[(row * Padded) + column] = Math.Clamp(value + (Noise * Even(random)), 0, 255) / 255;
            }
        }

        return new Element(HostArray.From<float>(changed, [Padded, Padded, 1]), numbered.Digit.Y[0]);
    }

    /// <summary>The same form without a change, for digits that are to be told.</summary>
    public static Element Plain(Element digit)
    {
        byte[] pixels = digit.X[0].Bytes;
        float[] padded = new float[Padded * Padded];
        for (int i = 0; i < pixels.Length; i++)
        {
            padded[(((i / Side) + Border) * Padded) + (i % Side) + Border] = pixels[i] / 255f;
        }

        return new Element(HostArray.From<float>(padded, [Padded, Padded, 1]), digit.Y[0]);
    }

    /// <summary>From −1 to 1.</summary>
    private static float Even(Random random) => (2 * random.NextSingle()) - 1;

    /// <summary>The value at a place between four pixels, from them; around the picture lies 0, and MNIST's digits do not touch its edge.</summary>
    private static float At(byte[] pixels, float row, float column)
    {
        int top = (int)MathF.Floor(row), left = (int)MathF.Floor(column);
        if (top is < 0 or >= Side - 1 || left is < 0 or >= Side - 1)
        {
            return 0;
        }

        int place = (top * Side) + left;
        float below = row - top, beside = column - left;
        float upper = pixels[place] + (beside * (pixels[place + 1] - pixels[place]));
        float lower = pixels[place + Side] + (beside * (pixels[place + Side + 1] - pixels[place + Side]));
        return upper + (below * (lower - upper));
    }
}
