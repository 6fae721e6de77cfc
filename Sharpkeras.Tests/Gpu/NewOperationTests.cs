using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// An elementwise operation is its struct, and nothing else: these two live in the tests only, and run with their gradients on the
/// processor and on a GPU.
/// </summary>
public class NewOperationTests
{
    private const double Bend = 0.3;

    private static readonly Nd X = new([3, 37], [.. Enumerable.Range(0, 111).Select(i => (i - 50) / 17.0)]);
    private static readonly Nd Row = new([37], [.. Enumerable.Range(0, 37).Select(i => Math.Sin(i))]);

    [Test]
    public void RunsOnTheProcessor([Values(DType.Float32, DType.Float64)] DType dtype) => Check(Device.Cpu, dtype);

    [Test]
    public void RunsOnTheGpu([Values(DType.Float32, DType.Float64)] DType dtype) => Check(TestDevices.NeedGpu(), dtype);

    [Test]
    public void CompilesForCuda()
    {
        Type[] lanes = [typeof(FloatLane), typeof(DoubleLane)];
        KernelReport report = KernelReport.Of(
        [
            .. from lane in lanes
               from name in (string[])[nameof(UnaryKernels.Forward), nameof(UnaryKernels.Gradient)]
               select typeof(UnaryKernels).GetMethod(name)!.MakeGenericMethod(typeof(BentKernel), lane),
            .. from lane in lanes
               from name in (string[])[nameof(BinaryKernels.Forward), nameof(BinaryKernels.Gradient)]
               select typeof(BinaryKernels).GetMethod(name)!.MakeGenericMethod(typeof(GrowthKernel), lane),
        ]);
        Assert.That((report.Compiled, report.WithLocalMemory), Is.EqualTo((8, 0)));
        Assert.That(report.Failures, Is.Empty);
    }

    /// <summary>y = bent(x) · e^row with the gradients of Σ y, against formulas in float64.</summary>
    private static void Check(Device device, DType dtype)
    {
        using var scope = new TensorScope();
        using var tape = new GradientTape();
        Tensor x = X.To(dtype, device);
        Tensor row = Row.To(dtype, device);
        tape.Watch(x);
        tape.Watch(row);
        Tensor bent = Op.Apply(new UnaryOp<BentKernel>(new BentKernel(Bend)), x);
        Tensor y = BinaryOp<GrowthKernel>.Apply(bent, row);
        Tensor[] gradients = tape.Gradient(Ops.Sum(y), [x, row]);

        double[] square = [.. X.Data.Select(v => 1 + (Bend * v * v))];
        double[] growth = [.. X.Data.Select((_, i) => Math.Exp(Row.Data[i % 37]))];
        double[] wanted = [.. X.Data.Select((v, i) => v / Math.Sqrt(square[i]) * growth[i])];
        double[] wantedX = [.. square.Select((s, i) => growth[i] / (s * Math.Sqrt(s)))];
        double[] wantedRow = [.. Enumerable.Range(0, 37).Select(i => wanted[i] + wanted[i + 37] + wanted[i + 74])];

        // a dozen roundings of numbers up to 5, and a sum of three
        double tolerance = dtype == DType.Float32 ? 3e-6 : 1e-14;
        Assert.That(y.Device, Is.EqualTo(device));
        Close(y, wanted, tolerance);
        Close(gradients[0], wantedX, tolerance);
        Close(gradients[1], wantedRow, tolerance);
    }

    private static void Close(Tensor got, double[] wanted, double tolerance) =>
        Assert.That(Nd.From(got.To(Device.Cpu)).Data, Is.EqualTo(wanted).Within(tolerance));
}
