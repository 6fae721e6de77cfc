using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Images of another size.</summary>
internal static partial class OpTable
{
    private static IEnumerable<OpRow> Resizing() =>
    [
        .. from kind in (Interpolation[])[Interpolation.Bilinear, Interpolation.Bicubic, Interpolation.Lanczos3, Interpolation.Lanczos5]
           from antialias in (bool[])[false, true]
           select new OpRow(
               $"resize {kind} {antialias}",
               t => t[0].Resize((7, 3), kind, antialias),
               [new([2, 4, 6, 3])],
               t => Resized(t[0], 7, 3, kind, antialias)),
        new("resize Nearest", t => t[0].Resize((7, 3), Interpolation.Nearest), [new([2, 4, 6, 3])], t =>
            Nd.Of([2, 7, 3, 3], i => t[0][i[0], (int)((i[1] + 0.5) * 4 / 7), (int)((i[2] + 0.5) * 6 / 3), i[3]])),
        new("resize channels first", t => t[0].Resize((3, 8), dataFormat: DataFormat.ChannelsFirst), [new([2, 3, 5, 4])], t =>
            ChannelsFirst(Resized(ChannelsLast(t[0]), 3, 8, Interpolation.Bilinear, false))),
        new("resize one image", t => t[0].Resize((2, 5)), [new([1, 1, 2])], t => Nd.Of([2, 5, 2], i => t[0][0, 0, i[2]])),
    ];

    /// <summary>A weighted mean over all pixels of the image, in both directions at once.</summary>
    private static Nd Resized(Nd x, int rows, int columns, Interpolation kind, bool antialias) =>
        Nd.Of([x.Shape[0], rows, columns, x.Shape[3]], i =>
        {
            double sum = 0;
            double total = 0;
            for (int row = 0; row < x.Shape[1]; row++)
            {
                for (int column = 0; column < x.Shape[2]; column++)
                {
                    double weight = Weight(i[1], row, x.Shape[1], rows, kind, antialias) * Weight(i[2], column, x.Shape[2], columns, kind, antialias);
                    sum += weight * x[i[0], row, column, i[3]];
                    total += weight;
                }
            }

            return sum / total;
        });

    private static double Weight(int target, int source, int old, int size, Interpolation kind, bool antialias)
    {
        double scale = (double)old / size;
        double d = Math.Abs(((target + 0.5) * scale) - (source + 0.5)) / (antialias && scale > 1 ? scale : 1);
        return kind switch
        {
            Interpolation.Bilinear => d < 1 ? 1 - d : 0,
            Interpolation.Bicubic => d < 1 ? (1.5 * Math.Pow(d, 3)) - (2.5 * d * d) + 1
                : d < 2 ? (-0.5 * Math.Pow(d, 3)) + (2.5 * d * d) - (4 * d) + 2 : 0,
            Interpolation.Lanczos3 => Lanczos(d, 3),
            _ => Lanczos(d, 5),
        };
    }

    private static double Lanczos(double d, int radius)
    {
        double angle = Math.PI * d;
        return d == 0 ? 1 : d < radius ? radius * Math.Sin(angle) * Math.Sin(angle / radius) / (angle * angle) : 0;
    }
}
