using System.Diagnostics;
using Sharpkeras.Data;
using Sharpkeras.Examples.GpuBenchmark.Measuring;
using Sharpkeras.Models;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>LeNet on MNIST through the public Fit and Predict, calls and all: from the first line of Fit to its return.</summary>
internal sealed class Training(LeNet leNet)
{
    private const int LargeBatch = 1024;

    public static MeasurementGroup Create(LeNet leNet)
    {
        var training = new Training(leNet);
        return new MeasurementGroup(
            "LeNet on MNIST",
            [
                new Measurement("training, batch 64", bench => training.Train(bench, 64)),
                new Measurement("training, batch 1024", bench => training.Train(bench, LargeBatch)),
                new Measurement("inference, batch 1024", training.Predict),
            ]);
    }

    private IReadOnlyList<Figure> Train(Bench bench, int batch)
    {
        Sequential model = LeNet.Create(bench.Device);
        return Both(
            bench,
            batch,
            (images, labels) => model.Fit(images, labels, batch, verbosity: Verbosity.Silent, cancellation: bench.Cancellation),
            new Figure($"training, batch {batch}", leNet.Images.Shape[0], Unit.SecondsPerEpoch),
            (figure, seconds) => figure.Value * seconds);
    }

    private IReadOnlyList<Figure> Predict(Bench bench)
    {
        Sequential model = LeNet.Create(bench.Device);
        return Both(
            bench,
            LargeBatch,
            (images, _) => model.Predict(images, LargeBatch, cancellation: bench.Cancellation),
            new Figure($"inference, batch {LargeBatch}", 1, Unit.Images),
            (figure, seconds) => figure.Value / seconds);
    }

    /// <summary>Runs on data that lie on the device, and on data in ordinary memory, which on the processor is the same.</summary>
    /// <param name="bench">The device.</param>
    /// <param name="batch">The images of a step.</param>
    /// <param name="work">Goes through images and labels.</param>
    /// <param name="figure">What is measured.</param>
    /// <param name="value">Its value from the seconds for an image.</param>
    private IReadOnlyList<Figure> Both(Bench bench, int batch, Action<Tensor, Tensor> work, Figure figure, Func<Figure, double, double> value)
    {
        work(leNet.Images[..batch].To(bench.Device), leNet.Labels[..batch].To(bench.Device));
        int images = Images(bench, batch, work);
        Figure Measured(double seconds) => figure with
        {
            Value = value(figure, seconds / images),
            Detail = images < leNet.Images.Shape[0] ? $"{Format.Number(images)} images" : "",
        };

        List<Figure> figures = [Measured(Time(bench, images, work, there: true))];
        if (bench.Device != Device.Cpu)
        {
            Figure other = Measured(Time(bench, images, work, there: false));
            figures.Add(other with { Name = $"{figure.Name}, data from the processor", Like = figure.Name });
        }

        return figures;
    }

    /// <summary>As many images as the time allows, in full batches, as growing numbers of them show.</summary>
    private int Images(Bench bench, int batch, Action<Tensor, Tensor> work)
    {
        int all = leNet.Images.Shape[0];
        int images = batch;
        while (images < all)
        {
            double more = bench.Pace.Epoch / Time(bench, images, work, there: true, runs: 1);
            if (more < 2)
            {
                break;
            }

            images = (int)Math.Min(images * Math.Floor(Math.Min(more, 16)), all);
        }

        return images;
    }

    /// <summary>The seconds for images: the median of some runs, or one where that takes long.</summary>
    private double Time(Bench bench, int images, Action<Tensor, Tensor> work, bool there, int runs = 3)
    {
        using var scope = new TensorScope();
        Device place = there ? bench.Device : Device.Cpu;
        Tensor x = leNet.Images[..images].To(place), y = leNet.Labels[..images].To(place);
        List<double> seconds = [Once(bench, work, x, y)];
        while (seconds.Count < runs && seconds[0] < bench.Pace.Epoch)
        {
            seconds.Add(Once(bench, work, x, y));
        }

        return Bench.Median(seconds);
    }

    private static double Once(Bench bench, Action<Tensor, Tensor> work, Tensor x, Tensor y)
    {
        using var scope = new TensorScope();
        bench.Backend.Synchronize();
        long begin = Stopwatch.GetTimestamp();
        work(x, y);
        bench.Backend.Synchronize();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
