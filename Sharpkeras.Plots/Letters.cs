using ScottPlot;
using SkiaSharp;

namespace Sharpkeras.Plots;

/// <summary>The letters of all pictures: a font that the library brings, so that pictures have text where none is installed.</summary>
internal sealed class Letters : IFontResolver
{
    /// <summary>The name under which ScottPlot finds the font.</summary>
    public const string Family = "Sharpkeras Sans";

    private const string Resource = "DejaVuSans-Subset.ttf";

    private static readonly SKData Data = Load();
    private static readonly SKTypeface Typeface = SKTypeface.FromData(Data);

    static Letters()
    {
        Fonts.FontResolvers.Insert(0, new Letters());
    }

    /// <summary>A font of a size in pixels.</summary>
    public static SKFont Font(float size) => new(Typeface, size) { Edging = SKFontEdging.Antialias, Subpixel = true };

    /// <summary>An empty plot with these letters, which leaves alone what is drawn beside it.</summary>
    public static ScottPlot.Plot NewPlot()
    {
        var plot = new ScottPlot.Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.Font.Set(Family);
        return plot;
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Family ? SKTypeface.FromData(Data) : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? SKTypeface.FromData(Data) : null;

    private static SKData Load()
    {
        using Stream stream = typeof(Letters).Assembly.GetManifestResourceStream(Resource)!;
        return SKData.Create(stream);
    }
}
