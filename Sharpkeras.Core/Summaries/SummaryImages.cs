namespace Sharpkeras.Summaries;

/// <summary>Pictures of one size.</summary>
/// <param name="Width">The pixels of a row.</param>
/// <param name="Height">The rows.</param>
/// <param name="Pngs">The pictures as PNG files.</param>
public sealed record SummaryImages(int Width, int Height, IReadOnlyList<byte[]> Pngs);
