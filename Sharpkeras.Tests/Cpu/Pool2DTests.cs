using System.Numerics;
using Sharpkeras.Cpu;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[NonParallelizable]
[Category("Kernels")]
internal sealed unsafe class Pool2DTests<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private static readonly PoolGeometry[] Geometries = [.. All()];

    private int threads;

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = threads;

    [TestCaseSource(nameof(Geometries))]
    public void Values(PoolGeometry g)
    {
        using var x = Input(g);
        using var largest = new Native<T>(Outputs(g));
        using var mean = new Native<T>(Outputs(g));
        CpuPool2D.MaxForward(g, x.Pointer, largest.Pointer);
        CpuPool2D.AverageForward(g, x.Pointer, mean.Pointer);
        double[] expectedLargest = new double[Outputs(g)];
        double[] expectedMean = new double[Outputs(g)];
        for (int i = 0; i < Outputs(g); i++)
        {
            List<double> window = [.. Window(g, i).Select(at => double.CreateChecked(x[at]))];
            expectedLargest[i] = window.Max();
            expectedMean[i] = window.Average();
        }

        largest.AssertClose(expectedLargest, $"max {g}");
        mean.AssertClose(expectedMean, $"average {g}");
    }

    [TestCaseSource(nameof(Geometries))]
    public void Gradients(PoolGeometry g)
    {
        using var x = Input(g);
        using var y = new Native<T>(Outputs(g));
        using var dy = Native<T>.Random(Outputs(g), 5);
        using var ofMax = new Native<T>(x.Length);
        using var ofMean = new Native<T>(x.Length);
        CpuPool2D.MaxForward(g, x.Pointer, y.Pointer);
        CpuPool2D.MaxGradient(g, x.Pointer, y.Pointer, dy.Pointer, ofMax.Pointer);
        CpuPool2D.AverageGradient(g, dy.Pointer, ofMean.Pointer);
        double[] expectedMax = new double[x.Length];
        double[] expectedMean = new double[x.Length];
        for (int i = 0; i < Outputs(g); i++)
        {
            List<int> window = [.. Window(g, i)];
            double gradient = double.CreateChecked(dy[i]);
            T highest = window.Select(at => x[at]).Max();
            expectedMax[window.First(at => x[at] == highest)] += gradient;
            window.ForEach(at => expectedMean[at] += gradient / window.Count);
        }

        ofMax.AssertClose(expectedMax, $"max {g}");
        ofMean.AssertClose(expectedMean, $"average {g}");
    }

    [Test]
    public void SameDigitsOnAnyNumberOfThreads()
    {
        var g = new PoolGeometry(30, 21, 22, 7, 3, 3, 11, 11, 2, 2, 1, 1);
        using var x = Input(g);
        using var dy = Native<T>.Random(Outputs(g), 5);
        T[][] results = new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            using var y = new Native<T>(Outputs(g));
            using var first = new Native<T>(x.Length);
            using var second = new Native<T>(x.Length);
            CpuPool2D.MaxForward(g, x.Pointer, y.Pointer);
            CpuPool2D.MaxGradient(g, x.Pointer, y.Pointer, dy.Pointer, first.Pointer);
            CpuPool2D.AverageGradient(g, dy.Pointer, second.Pointer);
            return (T[])[.. y.ToArray(), .. first.ToArray(), .. second.ToArray()];
        }).ToArray();
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    [Test]
    public void NoImages()
    {
        var g = new PoolGeometry(0, 4, 4, 3, 2, 2, 2, 2, 2, 2, 0, 0);
        using var empty = new Native<T>(0);
        CpuPool2D.MaxForward(g, empty.Pointer, empty.Pointer);
        CpuPool2D.AverageForward(g, empty.Pointer, empty.Pointer);
        CpuPool2D.MaxGradient(g, empty.Pointer, empty.Pointer, empty.Pointer, empty.Pointer);
        CpuPool2D.AverageGradient(g, empty.Pointer, empty.Pointer);
    }

    private static IEnumerable<PoolGeometry> All()
    {
        foreach (int channels in new[] { 1, 2, 3, 6, 8, 16, 17, 32 })
        {
            yield return new(3, 28, 28, channels, 2, 2, 14, 14, 2, 2, 0, 0);

            // an odd image: with "valid" the last row and column belong to no window, with "same" their windows are smaller
            yield return new(2, 7, 5, channels, 2, 2, 3, 2, 2, 2, 0, 0);
            yield return new(2, 7, 5, channels, 2, 2, 4, 3, 2, 2, 0, 0);
            yield return new(2, 9, 8, channels, 3, 3, 5, 4, 2, 2, 1, 0);
            yield return new(1, 6, 7, channels, 3, 2, 6, 7, 1, 1, 1, 0);
            yield return new(1, 9, 10, channels, 2, 1, 3, 4, 3, 3, 0, 0);
            yield return new(2, 6, 6, channels, 3, 3, 2, 2, 3, 3, 0, 0);
            yield return new(1, 5, 4, channels, 5, 4, 1, 1, 1, 1, 0, 0);
            yield return new(1, 5, 8, channels, 3, 3, 2, 3, 3, 3, 1, 1);

            // pairs that overlap, many images of an odd height, no columns at all
            yield return new(5, 9, 8, channels, 2, 2, 8, 7, 1, 1, 0, 0);
            yield return new(9, 7, 6, channels, 2, 2, 3, 3, 2, 2, 0, 0);
            yield return new(2, 4, 0, channels, 2, 2, 2, 0, 2, 2, 0, 0);
        }
    }

    private static int Outputs(PoolGeometry g) => g.Batch * g.OutputHeight * g.OutputWidth * g.Channels;

    /// <summary>Few different values, so that many windows have several largest ones.</summary>
    private static Native<T> Input(PoolGeometry g)
    {
        var x = Native<T>.Random(g.Batch * g.InputHeight * g.InputWidth * g.Channels, 1);
        for (int i = 0; i < x.Length; i++)
        {
            x.Span[i] = T.Round(x[i] * T.CreateChecked(6)) / T.CreateChecked(4);
        }

        return x;
    }

    /// <summary>The places that a window sees, row by row.</summary>
    private static IEnumerable<int> Window(PoolGeometry g, int output)
    {
        int channel = output % g.Channels;
        int ox = output / g.Channels % g.OutputWidth;
        int oy = output / g.Channels / g.OutputWidth % g.OutputHeight;
        int image = output / g.Channels / g.OutputWidth / g.OutputHeight;
        for (int ky = 0; ky < g.WindowHeight; ky++)
        {
            for (int kx = 0; kx < g.WindowWidth; kx++)
            {
                int iy = (oy * g.StrideHeight) - g.PadTop + ky;
                int ix = (ox * g.StrideWidth) - g.PadLeft + kx;
                if (iy >= 0 && iy < g.InputHeight && ix >= 0 && ix < g.InputWidth)
                {
                    yield return (((((image * g.InputHeight) + iy) * g.InputWidth) + ix) * g.Channels) + channel;
                }
            }
        }
    }
}
