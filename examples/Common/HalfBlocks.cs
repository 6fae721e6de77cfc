using System.Text;

namespace Sharpkeras.Examples;

/// <summary>Images in the characters of a terminal: half blocks, so that one line shows two rows of pixels.</summary>
internal static class HalfBlocks
{
    private const string Both = "█", Upper = "▀", Lower = "▄", None = " ";

    /// <summary>The images [count, height, width] beside each other; what is above half of the range is drawn.</summary>
    public static string Of(Tensor images, double half)
    {
        (int count, int height, int width) = (images.Shape[0], images.Shape[1], images.Shape[2]);
        double[] pixels = images.Cast(DType.Float64).ToArray<double>();
        bool Bright(int image, int row, int column) => row < height && pixels[(((image * height) + row) * width) + column] > half;
        var text = new StringBuilder();
        for (int row = 0; row < height; row += 2)
        {
            var line = new StringBuilder();
            for (int image = 0; image < count; image++)
            {
                for (int column = 0; column < width; column++)
                {
                    line.Append((Bright(image, row, column), Bright(image, row + 1, column)) switch
                    {
                        (true, true) => Both,
                        (true, false) => Upper,
                        (false, true) => Lower,
                        _ => None,
                    });
                }
            }

            text.AppendLine(line.ToString().TrimEnd());
        }

        return text.ToString();
    }
}
