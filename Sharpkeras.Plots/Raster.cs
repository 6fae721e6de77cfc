using Sharpkeras.Diagnostics;
using SkiaSharp;

namespace Sharpkeras.Plots;

/// <summary>Colours for the pixels of images, [images, height, width, channels] on the host.</summary>
internal sealed class Raster
{
    private readonly double[] values;
    private readonly Shape shape;
    private readonly ScottPlot.IColormap colors;
    private readonly double low;
    private readonly double high;

    /// <param name="images">[images, height, width] or [images, height, width, channels] with 1, 3 or 4 channels.</param>
    /// <param name="cmap">The colours of images with one channel.</param>
    /// <param name="range">What the ends of the colours stand for; null for the least and largest finite number of all images.</param>
    /// <param name="owner">What messages call it.</param>
    public Raster(Tensor images, ColorMap cmap, (double Low, double High)? range, string owner)
    {
        Shape given = images.Shape;
        shape = given.Rank == 3 ? [given[0], given[1], given[2], 1] : given;
        if (shape.Rank != 4 || shape[3] is not (1 or 3 or 4) || shape.Length == 0)
        {
            throw new ShapeException(
                $"{owner} — an image has the shape [height, width] or [height, width, channels] with 1, 3 or 4 channels, and several have an axis before. Received {given}.");
        }

        values = images.To(Device.Cpu).Cast(DType.Float64).ToArray<double>();
        colors = Of(cmap);
        (low, high) = range ?? (shape[3] > 1 ? (0, images.DType == DType.UInt8 ? 255 : 1) : Ends(values));
        if (!(high >= low) || !double.IsFinite(high - low))
        {
            throw new ArgumentException($"{owner} — the range of colours must be finite and rise. Received {Text.Of(low)} to {Text.Of(high)}.", nameof(range));
        }
    }

    public int Count => shape[0];

    public int Height => shape[1];

    public int Width => shape[2];

    /// <summary>An image with each pixel as a square of <paramref name="zoom"/> pixels, so that it is sharp in every format.</summary>
    public SKBitmap Bitmap(int image, int zoom)
    {
        int width = Width * zoom;
        var pixels = new SKColor[width * Height * zoom];
        for (int row = 0; row < Height * zoom; row++)
        {
            for (int column = 0; column < width; column++)
            {
                pixels[(row * width) + column] = Color(((((image * Height) + (row / zoom)) * Width) + (column / zoom)) * shape[3]);
            }
        }

        return new SKBitmap(width, Height * zoom, SKColorType.Rgba8888, SKAlphaType.Unpremul) { Pixels = pixels };
    }

    /// <summary>ScottPlot's colours of a name.</summary>
    public static ScottPlot.IColormap Of(ColorMap cmap) => cmap switch
    {
        ColorMap.Grey => new ScottPlot.Colormaps.Grayscale(),
        ColorMap.GreyReversed => new ScottPlot.Colormaps.GrayscaleReversed(),
        ColorMap.Viridis => new ScottPlot.Colormaps.Viridis(),
        ColorMap.Blues => new ScottPlot.Colormaps.Blues(),
        _ => throw new ArgumentOutOfRangeException(nameof(cmap), $"plot — there is no such colour map. Received {cmap}."),
    };

    private SKColor Color(int at)
    {
        if (shape[3] == 1)
        {
            ScottPlot.Color color = colors.GetColor(Share(values[at]));
            return new SKColor(color.R, color.G, color.B);
        }

        return new SKColor(Byte(values[at]), Byte(values[at + 1]), Byte(values[at + 2]), shape[3] == 4 ? Byte(values[at + 3]) : byte.MaxValue);
    }

    private byte Byte(double value) => (byte)Math.Round(Share(value) * 255);

    /// <summary>Where a number lies between the ends; what is no number lies at the lower one.</summary>
    private double Share(double value) => double.IsNaN(value) || high == low ? 0 : Math.Clamp((value - low) / (high - low), 0, 1);

    private static (double Low, double High) Ends(double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
    }
}
