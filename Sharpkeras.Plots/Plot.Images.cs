using Sharpkeras.Diagnostics;
using SkiaSharp;

namespace Sharpkeras.Plots;

/// <summary>Images, alone and in grids.</summary>
public static partial class Plot
{
    /// <summary>Draws an image, each of its pixels as a square.</summary>
    /// <param name="image">[height, width] or [height, width, channels]: 1 channel in the colours of the map, 3 as RGB, 4 with opacity.</param>
    /// <param name="title">What stands above.</param>
    /// <param name="cmap">The colours of images with one channel.</param>
    /// <param name="range">
    /// What the ends of the colours stand for; null for the least and the largest number, with several channels for 0 and 1 (uint8: 255).
    /// </param>
    /// <exception cref="ArgumentException">The tensor is no image, or the range does not rise.</exception>
    /// <example><code>Plot.Imshow(train.Images[0]).Save("digit.png");</code></example>
    public static Figure Imshow(Tensor image, string? title = null, ColorMap cmap = ColorMap.Grey, (double Low, double High)? range = null) =>
        Grid(new Raster(image.Reshape([1, .. image.Shape.ToArray()]), cmap, range, "imshow"), 1, null, title, 320);

    /// <summary>Draws several images in a grid.</summary>
    /// <param name="images">[images, height, width] or [images, height, width, channels].</param>
    /// <param name="labels">What stands below each image; null for nothing.</param>
    /// <param name="columns">How many stand in a row; null for about as many as there are rows.</param>
    /// <param name="title">What stands above all.</param>
    /// <param name="cmap">The colours of images with one channel.</param>
    /// <param name="range">What the ends of the colours stand for; null for the least and the largest number of all images.</param>
    /// <exception cref="ArgumentException">The tensor holds no images, there are not as many labels, the columns are not positive, or the range does not rise.</exception>
    /// <example><code>Plot.ImageGrid(train.Images[..16], columns: 4).Save("digits.png");</code></example>
    public static Figure ImageGrid(
        Tensor images,
        IReadOnlyList<string>? labels = null,
        int? columns = null,
        string? title = null,
        ColorMap cmap = ColorMap.Grey,
        (double Low, double High)? range = null)
    {
        var raster = new Raster(images, cmap, range, "image grid");
        if (labels != null && labels.Count != raster.Count)
        {
            throw new ArgumentException(
                $"image grid — each image needs a label. Received {Text.Of(labels.Count)} labels for {Text.Of(raster.Count)} images.", nameof(labels));
        }

        int across = Check.Positive(columns ?? (int)Math.Ceiling(Math.Sqrt(raster.Count)), nameof(columns), "image grid");
        return Grid(raster, Math.Min(across, raster.Count), labels, title, 80);
    }

    private static Figure Grid(Raster raster, int columns, IReadOnlyList<string>? labels, string? title, int size)
    {
        int zoom = Math.Max(1, size / Math.Max(raster.Width, raster.Height));
        int label = labels == null ? 0 : 18, head = title == null ? 0 : 26;
        int across = (raster.Width * zoom) + Margin, down = (raster.Height * zoom) + Margin + label;
        int rows = (raster.Count + columns - 1) / columns;
        using SKFont measure = Letters.Font(TitleSize);
        int width = Math.Max((columns * across) + Margin, (2 * Margin) + (int)measure.MeasureText(title ?? ""));
        return new Figure(width, (rows * down) + Margin + head, canvas =>
        {
            using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
            using SKFont titles = Letters.Font(TitleSize), small = Letters.Font(LabelSize);
            canvas.DrawText(title ?? "", width / 2f, Margin + TitleSize, SKTextAlign.Center, titles, ink);
            int left = (width - (columns * across) + Margin) / 2;
            for (int i = 0; i < raster.Count; i++)
            {
                int x = left + (i % columns * across), y = Margin + head + (i / columns * down);
                using SKBitmap bitmap = raster.Bitmap(i, zoom);
                canvas.DrawBitmap(bitmap, x, y);
                canvas.DrawText(labels?[i] ?? "", x + (raster.Width * zoom / 2f), y + (raster.Height * zoom) + 14, SKTextAlign.Center, small, ink);
            }
        });
    }
}
