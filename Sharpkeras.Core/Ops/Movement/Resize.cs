using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// Images of another size. Along each axis output pixel o lies at p = (o + ½) · old / new of the input, and is Σ k(p − i − ½) x[i] / Σ k(p − i − ½)
    /// over the pixels inside the image, k being the function of the interpolation (TensorFlow's rule of half-pixel centres).
    /// </summary>
    /// <param name="x">[batch, height, width, channels] or [height, width, channels]; with channels first these come before the height. Floating, but for nearest.</param>
    /// <param name="size">The new height and width, positive.</param>
    /// <param name="interpolation">How values between pixels are found.</param>
    /// <param name="antialias">Whether k is widened by old / new where images become smaller, so that every pixel counts.</param>
    /// <param name="dataFormat">Where the channels are.</param>
    /// <returns>The same type with another height and width.</returns>
    /// <exception cref="ShapeException">The rank is another, or the image has no pixels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <example><code>Tensor large = Ops.Resize(images, (64, 64), Interpolation.Bicubic);</code></example>
    public static Tensor Resize(
        this Tensor x,
        (int Rows, int Columns) size,
        Interpolation interpolation = Interpolation.Bilinear,
        bool antialias = false,
        DataFormat dataFormat = DataFormat.ChannelsLast)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("resize", x, own => Resize(own, size, interpolation, antialias, dataFormat), ("size", size), ("interpolation", interpolation), ("antialias", antialias), ("data_format", dataFormat));
        }

        if (x.Rank is not (3 or 4))
        {
            throw new ShapeException($"resize — needs an image of rank 3 or images of rank 4. Received shape {x.Shape}.");
        }

        Check.Positive(size.Rows, "height of the size", "resize");
        Check.Positive(size.Columns, "width of the size", "resize");
        if (interpolation != Interpolation.Nearest)
        {
            Check.Floating(x, "resize");
        }

        int rows = x.Rank - (dataFormat == DataFormat.ChannelsFirst ? 2 : 3);
        return ResizeAxis(ResizeAxis(x, rows, size.Rows, interpolation, antialias), rows + 1, size.Columns, interpolation, antialias);
    }

    private static Tensor ResizeAxis(Tensor x, int axis, int size, Interpolation interpolation, bool antialias)
    {
        if (x.Shape[axis] == 0)
        {
            throw new ShapeException($"resize — the image has no pixels. Received shape {x.Shape}.");
        }

        var taps = ResizeTaps.Of(x.Shape[axis], size, interpolation, antialias);
        Tensor? sum = null;
        for (int tap = 0; tap < taps.Count; tap++)
        {
            Tensor indices = Tensor.FromSpan<int>(taps.Indices(tap), [size]).To(x.Device);
            Tensor part = Take(x, indices, axis);
            if (taps.Weights(tap) is { } weights)
            {
                int[] shape = [size, .. Enumerable.Repeat(1, x.Rank - axis - 1)];
                part *= Tensor.FromSpan<double>(weights, shape).Cast(x.DType).To(x.Device);
            }

            sum = sum == null ? part : sum + part;
        }

        return sum!;
    }
}

/// <summary>Which pixels along an axis make each pixel of another size, and their weights.</summary>
internal sealed class ResizeTaps
{
    private readonly List<(int[] Indices, double[]? Weights)> taps = [];

    /// <summary>How many pixels make one.</summary>
    public int Count => taps.Count;

    public static ResizeTaps Of(int length, int size, Interpolation interpolation, bool antialias)
    {
        double scale = (double)length / size;
        var result = new ResizeTaps();
        if (interpolation == Interpolation.Nearest)
        {
            result.taps.Add(([.. Enumerable.Range(0, size).Select(o => Math.Min((int)((o + 0.5) * scale), length - 1))], null));
            return result;
        }

        double width = antialias ? Math.Max(1, scale) : 1;
        int reach = (int)Math.Ceiling(Radius(interpolation) * width);
        double[] totals = new double[size];
        for (int tap = 1 - reach; tap <= reach; tap++)
        {
            int[] indices = new int[size];
            double[] weights = new double[size];
            for (int o = 0; o < size; o++)
            {
                double place = ((o + 0.5) * scale) - 0.5;
                int pixel = (int)Math.Floor(place) + tap;
                indices[o] = Math.Clamp(pixel, 0, length - 1);
                weights[o] = pixel == indices[o] ? Kernel(interpolation, Math.Abs(place - pixel) / width) : 0;
                totals[o] += weights[o];
            }

            result.taps.Add((indices, weights));
        }

        foreach ((_, double[]? weights) in result.taps)
        {
            for (int o = 0; o < size; o++)
            {
                weights![o] /= totals[o];
            }
        }

        return result;
    }

    /// <summary>The input pixel of each output pixel.</summary>
    public int[] Indices(int tap) => taps[tap].Indices;

    /// <summary>The weight of each; null when it is one.</summary>
    public double[]? Weights(int tap) => taps[tap].Weights;

    private static int Radius(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Bilinear => 1,
        Interpolation.Bicubic => 2,
        Interpolation.Lanczos3 => 3,
        _ => 5,
    };

    private static double Kernel(Interpolation interpolation, double distance) => interpolation switch
    {
        Interpolation.Bilinear => Math.Max(0, 1 - distance),
        Interpolation.Bicubic when distance < 1 => (((1.5 * distance) - 2.5) * distance * distance) + 1,
        Interpolation.Bicubic when distance < 2 => (((((-0.5 * distance) + 2.5) * distance) - 4) * distance) + 2,
        Interpolation.Bicubic => 0,
        _ => distance < Radius(interpolation) ? Sinc(distance) * Sinc(distance / Radius(interpolation)) : 0,
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
