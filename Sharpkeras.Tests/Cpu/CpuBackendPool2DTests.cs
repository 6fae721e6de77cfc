using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Pooling through the contract of backends, with many equal values; the kernels have finer tests of their own.</summary>
[Category("Kernels")]
internal sealed class CpuBackendPool2DTests
{
    // batch, height, width, channels, window height and width, stride, same
    private static readonly int[][] Cases =
    [
        [3, 28, 28, 6, 2, 2, 2, 0], [2, 10, 10, 16, 2, 2, 2, 1], [2, 7, 6, 3, 3, 3, 2, 1], [1, 7, 7, 17, 3, 2, 1, 0], [4, 5, 9, 1, 2, 3, 2, 1],
        [2, 8, 8, 33, 2, 2, 3, 0], [1, 3, 3, 2, 3, 3, 3, 0], [2, 5, 5, 4, 1, 1, 2, 1], [0, 4, 4, 2, 2, 2, 2, 0], [2, 9, 7, 5, 2, 2, 3, 1],
    ];

    [Test]
    public void ForwardEqualsPlainLoops(
        [ValueSource(nameof(Cases))] int[] parts, [Values] PoolMode mode, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        PoolGeometry g = Geometry(parts);
        double[] x = KernelTestData.Random(1, InputShape(g).Length);
        double[] expected = new double[OutputShape(g).Length];
        ForEach(g, (places, output) => expected[output] = mode == PoolMode.Max ? places.Max(i => x[i]) : places.Average(i => x[i]));
        Tensor y = KernelTestData.Backend.Rent(OutputShape(g), dtype);
        KernelTestData.Backend.Pool2D(mode, g, KernelTestData.ToTensor(x, InputShape(g), dtype), y);
        KernelTestData.AssertClose(y, expected, 9, "forward");
    }

    [Test]
    public void GradientEqualsPlainLoops(
        [ValueSource(nameof(Cases))] int[] parts, [Values] PoolMode mode, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        PoolGeometry g = Geometry(parts);

        // Few different values: many windows have several maxima, and the first must win.
        double[] x = [.. KernelTestData.Random(1, InputShape(g).Length).Select(value => Math.Round(value * 2))];
        double[] dy = KernelTestData.Random(2, OutputShape(g).Length);
        double[] expected = new double[x.Length];
        ForEach(g, (places, output) =>
        {
            if (mode == PoolMode.Max)
            {
                expected[places.First(i => x[i] == places.Max(j => x[j]))] += dy[output];
                return;
            }

            foreach (int place in places)
            {
                expected[place] += dy[output] / places.Count;
            }
        });
        Tensor input = KernelTestData.ToTensor(x, InputShape(g), dtype);
        Tensor y = KernelTestData.Backend.Rent(OutputShape(g), dtype);
        Tensor dx = KernelTestData.Backend.Rent(InputShape(g), dtype);
        KernelTestData.Backend.Fill(dx, 77);
        KernelTestData.Backend.Pool2D(mode, g, input, y);
        KernelTestData.Backend.Pool2DGradient(mode, g, input, y, KernelTestData.ToTensor(dy, OutputShape(g), dtype), dx);
        KernelTestData.AssertClose(dx, expected, 9, "gradient");
    }

    private static void ForEach(PoolGeometry g, Action<List<int>, int> visit)
    {
        for (int output = 0; output < OutputShape(g).Length; output++)
        {
            int c = output % g.Channels;
            int ox = output / g.Channels % g.OutputWidth;
            int oy = output / g.Channels / g.OutputWidth % g.OutputHeight;
            int n = output / g.Channels / g.OutputWidth / g.OutputHeight;
            List<int> places = [];
            for (int row = (oy * g.StrideHeight) - g.PadTop; row < (oy * g.StrideHeight) - g.PadTop + g.WindowHeight; row++)
            {
                for (int column = (ox * g.StrideWidth) - g.PadLeft; column < (ox * g.StrideWidth) - g.PadLeft + g.WindowWidth; column++)
                {
                    if (row >= 0 && row < g.InputHeight && column >= 0 && column < g.InputWidth)
                    {
                        places.Add((((((n * g.InputHeight) + row) * g.InputWidth) + column) * g.Channels) + c);
                    }
                }
            }

            visit(places, output);
        }
    }

    private static PoolGeometry Geometry(int[] p)
    {
        var padding = p[7] == 1 ? Padding.Same : Padding.Valid;
        var (height, top) = WindowRule.Of(p[1], p[4], p[6], 1, padding, "test", "height");
        var (width, left) = WindowRule.Of(p[2], p[5], p[6], 1, padding, "test", "width");
        return new PoolGeometry(p[0], p[1], p[2], p[3], p[4], p[5], height, width, p[6], p[6], top, left);
    }

    private static Shape InputShape(PoolGeometry g) => [g.Batch, g.InputHeight, g.InputWidth, g.Channels];

    private static Shape OutputShape(PoolGeometry g) => [g.Batch, g.OutputHeight, g.OutputWidth, g.Channels];
}
