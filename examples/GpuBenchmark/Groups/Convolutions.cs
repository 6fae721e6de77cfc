using Sharpkeras.Examples.GpuBenchmark.Measuring;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>Convolutions of LeNet, VGG and ResNet, and their gradients.</summary>
internal sealed class Convolutions
{
    /// <summary>What is enough to be quick.</summary>
    private static readonly ConvShape[] Few =
    [
        new("LeNet 32² 1→6, 5×5", 32, 1, 5, 6, 1, 0),
        new("LeNet 14² 6→16, 5×5", 14, 6, 5, 16, 1, 0),
        new("ResNet 14² 256→256, 3×3", 14, 256, 3, 256, 1, 1),
        new("ResNet 56² 64→64, 3×3", 56, 64, 3, 64, 1, 1),
        new("VGG 56² 128→256, 3×3", 56, 128, 3, 256, 1, 1),
    ];

    private static readonly ConvShape[] Others =
    [
        new("ResNet 56² 256→64, 1×1", 56, 256, 1, 64, 1, 0),
        new("ResNet 224² 3→64, 7×7 / 2", 224, 3, 7, 64, 2, 3),
        new("VGG 14² 512→512, 3×3", 14, 512, 3, 512, 1, 1),
        new("VGG 224² 64→64, 3×3", 224, 64, 3, 64, 1, 1),
    ];

    private double fastest;

    public static MeasurementGroup Create(Pace pace)
    {
        var convolutions = new Convolutions();
        return new MeasurementGroup("Convolutions", [.. (pace.Quick ? Few : [.. Few, .. Others]).SelectMany(convolutions.Of)]);
    }

    private IEnumerable<Measurement> Of(ConvShape shape)
    {
        yield return Make(shape, "forward", (bench, batch) =>
        {
            var (x, w, y) = Tensors(bench, shape, batch);
            Tensor bias = bench.Random(shape.OutputChannels);
            return () => bench.Backend.Conv2D(shape.Geometry(batch), x, w, bias, null, y);
        });
        yield return Make(shape, "input's gradient", (bench, batch) =>
        {
            var (dx, w, dy) = Tensors(bench, shape, batch);
            return () => bench.Backend.Conv2DInputGradient(shape.Geometry(batch), dy, w, dx);
        });
        yield return Make(shape, "kernel's gradient", (bench, batch) =>
        {
            var (x, dw, dy) = Tensors(bench, shape, batch);
            Tensor bias = bench.Random(shape.OutputChannels);
            return () => bench.Backend.Conv2DKernelGradient(shape.Geometry(batch), x, dy, dw, bias);
        });
    }

    private Measurement Make(ConvShape shape, string what, Func<Bench, int, Action> prepare)
    {
        string name = $"{shape.Name}: {what}";
        return Measurement.Of(name, bench =>
        {
            int[] batches = shape.Input <= 32 && shape.InputChannels < 16 ? [64, 1024] : bench.Pace.Quick ? [1, 4, 16] : [1, 4, 16, 64];
            Timing timing = bench.Time(new Workload(batches, shape.Operations, shape.Bytes, batch => prepare(bench, batch)), fastest);
            fastest = Math.Max(fastest, timing.Rate);
            return new Figure(name, timing.Rate / 1e12, Unit.Teraflops, $"batch {timing.Size}");
        });
    }

    private static (Tensor Input, Tensor Kernel, Tensor Output) Tensors(Bench bench, ConvShape shape, int batch) => (
        bench.Random(batch, shape.Input, shape.Input, shape.InputChannels),
        bench.Random(shape.Kernel, shape.Kernel, shape.InputChannels, shape.OutputChannels),
        bench.Random(batch, shape.Output, shape.Output, shape.OutputChannels));
}
