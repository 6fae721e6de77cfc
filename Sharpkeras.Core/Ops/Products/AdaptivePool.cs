using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The mean of windows that make an output of a given size: along an axis of length n window i of m holds the places from ⌊i · n / m⌋ to
    /// before ⌈(i + 1) · n / m⌉. Windows overlap where m does not divide n.
    /// </summary>
    /// <param name="x">[batch, steps, channels] or [batch, height, width, channels], floating; with channels first these come second.</param>
    /// <param name="outputSize">The new steps, or the new height and width; one number stands for both. Positive.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>The same type with the new sizes.</returns>
    /// <exception cref="ShapeException">The rank is another, or there are no places.</exception>
    /// <exception cref="ArgumentException">A size is not positive, or there is not one for each axis.</exception>
    /// <example><code>Tensor y = Ops.AdaptiveAveragePool(images, [7]);   // [2, 100, 80, 3] → [2, 7, 7, 3]</code></example>
    public static Tensor AdaptiveAveragePool(this Tensor x, int[] outputSize, DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("adaptive_average_pool", x, own => AdaptiveAveragePool(own, outputSize, dataFormat), ("output_size", outputSize), ("data_format", dataFormat));
        }

        return AdaptivePool(PoolMode.Average, x, outputSize, dataFormat, "adaptive_average_pool");
    }

    /// <summary>
    /// The largest value of windows that make an output of a given size: along an axis of length n window i of m holds the places from
    /// ⌊i · n / m⌋ to before ⌈(i + 1) · n / m⌉. The gradient goes to the first such value.
    /// </summary>
    /// <param name="x">[batch, steps, channels] or [batch, height, width, channels], floating; with channels first these come second.</param>
    /// <param name="outputSize">The new steps, or the new height and width; one number stands for both. Positive.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>The same type with the new sizes.</returns>
    /// <exception cref="ShapeException">The rank is another, or there are no places.</exception>
    /// <exception cref="ArgumentException">A size is not positive, or there is not one for each axis.</exception>
    /// <example><code>Tensor y = Ops.AdaptiveMaxPool(images, [7]);   // [2, 100, 80, 3] → [2, 7, 7, 3]</code></example>
    public static Tensor AdaptiveMaxPool(this Tensor x, int[] outputSize, DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("adaptive_max_pool", x, own => AdaptiveMaxPool(own, outputSize, dataFormat), ("output_size", outputSize), ("data_format", dataFormat));
        }

        return AdaptivePool(PoolMode.Max, x, outputSize, dataFormat, "adaptive_max_pool");
    }

    internal static Tensor AdaptivePool(PoolMode mode, Tensor x, int[] outputSize, DataFormat dataFormat, string name)
    {
        ArgumentNullException.ThrowIfNull(outputSize);
        if (x.Rank is not (3 or 4))
        {
            throw new ShapeException($"{name} — needs sequences of rank 3 or images of rank 4. Received shape {x.Shape}.");
        }

        Check.Floating(x, name);
        (int rows, int columns) = Planes.Pair(outputSize, x, nameof(outputSize), name);
        Check.Positive(rows, nameof(outputSize), name);
        Check.Positive(columns, nameof(outputSize), name);
        Tensor image = Planes.Image(x, dataFormat);
        return Planes.Like(x, Planes.WithChannelsLast(image, dataFormat, each => AdaptivePool(mode, each, (rows, columns), name)), dataFormat);
    }

    private static Tensor AdaptivePool(PoolMode mode, Tensor image, (int Rows, int Columns) size, string name)
    {
        (int height, int width) = (image.Shape[1], image.Shape[2]);
        if (height == 0 || width == 0)
        {
            throw new ShapeException($"{name} — the input has no places. Received {Text.Of(height)} rows of {Text.Of(width)}.");
        }

        if (height % size.Rows == 0 && width % size.Columns == 0)
        {
            (int, int) window = (height / size.Rows, width / size.Columns);
            return Pool2D(mode, image, window, window, Padding.Valid, DataFormat.ChannelsLast, name);
        }

        Tensor rows = Concatenate([.. AdaptiveWindows(height, size.Rows).Select(window =>
            Pool2D(mode, image[.., window], (Extent(window), 1), (1, 1), Padding.Valid, DataFormat.ChannelsLast, name))], axis: 1);
        return Concatenate([.. AdaptiveWindows(width, size.Columns).Select(window =>
            Pool2D(mode, rows[.., .., window], (1, Extent(window)), (1, 1), Padding.Valid, DataFormat.ChannelsLast, name))], axis: 2);
    }

    private static IEnumerable<Range> AdaptiveWindows(int length, int count)
    {
        for (long i = 0; i < count; i++)
        {
            yield return (int)(i * length / count)..(int)((((i + 1) * length) + count - 1) / count);
        }
    }

    private static int Extent(Range window) => window.End.Value - window.Start.Value;
}
