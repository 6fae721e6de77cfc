using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Pooling on the GPU against its composition in float64.</summary>
internal sealed class GpuPoolTests
{
    // batch, height, width, channels, window height and width, stride height and width, padding top and left, output height and width
    private static readonly int[][] Cases =
    [
        [2, 8, 8, 3, 2, 2, 2, 2, 0, 0, 4, 4],
        [3, 7, 9, 5, 3, 3, 2, 2, 1, 1, 4, 5],
        [1, 5, 6, 1, 3, 2, 1, 1, 1, 0, 5, 5],
        [2, 9, 5, 17, 2, 3, 3, 4, 0, 0, 3, 1],
        [1, 6, 6, 2, 6, 6, 6, 6, 0, 0, 1, 1],
        [2, 4, 4, 33, 4, 4, 1, 1, 2, 1, 4, 4],
        [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1],
        [0, 4, 4, 3, 2, 2, 2, 2, 0, 0, 2, 2],
        [5, 28, 28, 6, 2, 2, 2, 2, 0, 0, 14, 14],
    ];

    [TestCaseSource(nameof(Cases))]
    public void EqualsTheComposition(params int[] size)
    {
        PoolGeometry g = Geometry(size);
        Shape input = [g.Batch, g.InputHeight, g.InputWidth, g.Channels];
        Shape output = [g.Batch, g.OutputHeight, g.OutputWidth, g.Channels];

        // few different values: most windows have their largest more than once
        double[] values = [.. Enumerable.Range(0, (int)input.Length).Select(i => (double)(i * 7919 % 5))];
        foreach (PoolMode mode in (PoolMode[])[PoolMode.Max, PoolMode.Average])
        {
            foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
            {
                // the sums of a window, and of the windows around a value, of numbers up to 5
                double terms = g.WindowHeight * g.WindowWidth * 5;
                new CompositionCheck(dtype).Input(input, values).Input(output)
                    .Output("forward", output, terms).Output("gradient", input, terms)
                    .Run((backend, x, y) =>
                    {
                        backend.Pool2D(mode, g, x[0], y[0]);
                        backend.Pool2DGradient(mode, g, x[0], y[0], x[1], y[1]);
                    });
            }
        }
    }

    [Test]
    public void NotANumberAndInfinitiesAreTheCompositions()
    {
        PoolGeometry g = Geometry([1, 2, 4, 2, 2, 2, 2, 2, 0, 0, 1, 2]);
        double[] values = [double.NaN, 1, 2, 3, double.NegativeInfinity, 5, double.NegativeInfinity, 5, 6, double.NaN, 7, 8, double.NegativeInfinity, 4, double.NegativeInfinity, 5];
        new CompositionCheck(DType.Float32).Input([1, 2, 4, 2], values).Input([1, 1, 2, 2])
            .Output("forward", [1, 1, 2, 2], 0).Output("gradient", [1, 2, 4, 2], 0)
            .Run((backend, x, y) =>
            {
                backend.Pool2D(PoolMode.Max, g, x[0], y[0]);
                backend.Pool2DGradient(PoolMode.Max, g, x[0], y[0], x[1], y[1]);
            });
    }

    private static PoolGeometry Geometry(int[] s) => new(s[0], s[1], s[2], s[3], s[4], s[5], s[10], s[11], s[6], s[7], s[8], s[9]);
}
