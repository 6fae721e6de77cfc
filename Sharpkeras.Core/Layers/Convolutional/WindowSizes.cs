namespace Sharpkeras.Layers;

/// <summary>The check of sizes, strides and dilations that layers with a window share.</summary>
internal static class WindowSizes
{
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static TSize Positive<TSize>(TSize size, string argument, string owner)
        where TSize : struct, IWindowSize
    {
        (int rows, int columns) = size.Plane;
        return Math.Min(rows, columns) > 0
            ? size
            : throw new ArgumentOutOfRangeException(argument, $"{owner} — {argument} must be positive. Received {size}.");
    }
}
