using System.Text;

namespace Sharpkeras.Examples.LeNet;

/// <summary>An image in the characters of a terminal: two rows of pixels in one line.</summary>
internal static class DigitPicture
{
    private const string Shades = " .:-=+*#%@";

    public static string Of(Tensor image)
    {
        int width = image.Shape[^1];
        byte[] pixels = image.ToArray<byte>();
        var builder = new StringBuilder();
        for (int row = 0; row + 1 < image.Shape[^2]; row += 2)
        {
            for (int column = 0; column < width; column++)
            {
                int shade = (pixels[(row * width) + column] + pixels[((row + 1) * width) + column]) / 2;
                builder.Append(Shades[shade * (Shades.Length - 1) / 255]);
            }

            builder.AppendLine();
        }

        return builder.ToString();
    }
}
