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
        return Both(bench, batch, $"training, batch {batch}", (images, labels) =>
            model.Fit(images, labels, batch, verbosity: Verbosity.Silent, cancellation: bench.Cancellation))
            .Select(run => new Figure(run.Name, run.Seconds * leNet.Images.Shape[0], Unit.SecondsPerEpoch, run.Detail)).ToArray();
    }

    private IReadOnlyList<Figure> Predict(Bench bench)
    {
        Sequential model = LeNet.Create(bench.Device);
        return Both(bench, LargeBatch, $"inference, batch {LargeBatch}", (images, _) => model.Predict(images, LargeBatch, cancellation: bench.Cancellation))
            .Select(run => new Figure(run.Name, 1 / run.Seconds, Unit.Images, run.Detail)).ToArray();
    }

    /// <summary>Runs on data that lie on the device, and on data in ordinary memory, which on the processor is the same.</summary>
    private IEnumerable<Run> Both(Bench bench, int batch, string name, Action<Tensor, Tensor> work)
    {
        using var scope = new TensorScope();
        int images = Images(bench, batch, work);
        string detail = images < leNet.Images.Shape[0] ? $"from {Format.Number(images)} images" : "";
        Tensor x = ArrayOf(leNet.Images, images), y = ArrayOf(leNet.Labels, images);
        Run[] runs = [new Run(name, detail, Time(bench, images, work, x.To(bench.Device), y.To(bench.Device)))];
        return bench.Device == Device.Cpu
            ? runs
            : [.. runs, new Run($"{name}, data from the processor", detail, Time(bench, images, work, x, y))];
    }

    /// <summary>As many images as the time allows, in full batches, as a few steps show.</summary>
    private int Images(Bench bench, int batch, Action<Tensor, Tensor> work)
    {
        int few = Math.Min(4 * batch, leNet.Images.Shape[0]);
        Tensor x = ArrayOf(leNet.Images, few).To(bench.Device), y = ArrayOf(leNet.Labels, few).To(bench.Device);
        work(x, y);
        double step = Time(bench, few, work, x, y, runs: 1) * batch;
        double steps = Math.Max(4, bench.Pace.Epoch / step);
        return (int)Math.Min(Math.Floor(steps) * batch, leNet.Images.Shape[0]);
    }

    /// <summary>The seconds for an image.</summary>
    private static double Time(Bench bench, int images, Action<Tensor, Tensor> work, Tensor x, Tensor y, int runs = 3) =>
        Bench.Median(Enumerable.Range(0, runs).Select(_ =>
        {
            using var scope = new TensorScope();
            bench.Backend.Synchronize();
            long begin = Stopwatch.GetTimestamp();
            work(x, y);
            bench.Backend.Synchronize();
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        })) / images;

    /// <summary>The first rows of an array.</summary>
    private static Tensor ArrayOf(Tensor array, int rows) => array[..rows];

    private sealed record Run(string Name, string Detail, double Seconds);
}
