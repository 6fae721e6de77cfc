using System.Text;
using Sharpkeras.Saving;
using SkiaSharp;

namespace Sharpkeras.Plots;

/// <summary>A picture that is drawn when it is asked for: as PNG, as SVG, into a file.</summary>
public sealed class Figure
{
    private readonly Action<SKCanvas> draw;
    private readonly Lock gate = new();

    internal Figure(int width, int height, Action<SKCanvas> draw)
    {
        Width = width;
        Height = height;
        this.draw = draw;
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] ToPng()
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(Width, Height));
        Draw(surface.Canvas);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    /// <summary>The picture as an SVG document.</summary>
    public string ToSvg()
    {
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(Width, Height), stream))
        {
            Draw(canvas);
        }

        return Encoding.UTF8.GetString(stream.ToArray()).Replace(Letters.Family, "DejaVu Sans", StringComparison.Ordinal);
    }

    /// <summary>Writes the picture into a file, whole or not at all.</summary>
    /// <param name="path">A path that ends in <c>.png</c> or <c>.svg</c>, in a folder that exists.</param>
    /// <exception cref="ArgumentException">The path has another ending.</exception>
    /// <exception cref="Diagnostics.ModelFileException">The path cannot be written; an earlier file is still whole.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => ToPng(),
            ".svg" => Encoding.UTF8.GetBytes(ToSvg()),
            _ => throw new ArgumentException($"figure — the ending of the path names the format, .png or .svg. Received '{path}'.", nameof(path)),
        };
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private void Draw(SKCanvas canvas)
    {
        lock (gate)
        {
            canvas.Clear(SKColors.White);
            draw(canvas);
        }
    }
}
