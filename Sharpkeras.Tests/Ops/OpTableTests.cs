using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Every row of the table on every backend: values, gradients, shapes of symbolic calls, and no leak.</summary>
[Category("Kernels")]
public sealed class OpTableTests
{
    private const double Step = 1e-5;

    private static readonly (Device Device, string Name)[] Devices =
    [
        (Device.Cpu, "cpu"),
        (CompositionBackend.Register(), "composition"),
        (TestDevices.GpuPlace, TestDevices.GpuPlace.ToString()),
    ];

    private static IEnumerable<TestCaseData> Cases() => On(OpTable.Rows);

    private static IEnumerable<TestCaseData> CasesWithGradient() => On(OpTable.Rows.Where(row => row.HasGradient));

    private static IEnumerable<TestCaseData> On(IEnumerable<OpRow> rows)
    {
        IEnumerable<TestCaseData> cases =
            from row in rows
            from device in Devices
            where device.Device.Kind == DeviceKind.Cpu || TestDevices.Gpu != null
            select new TestCaseData(row, device.Device).SetArgDisplayNames(row.ToString(), device.Name);
        return TestDevices.Gpu != null ? cases : cases.Append(LeftOut());
    }

    private static TestCaseData LeftOut() =>
        new TestCaseData(null, TestDevices.GpuPlace).SetArgDisplayNames("every row", TestDevices.GpuPlace.ToString()).Ignore(TestDevices.NoGpu);

    private static IEnumerable<TestCaseData> Rows() => OpTable.Rows.Select(row => new TestCaseData(row).SetArgDisplayNames(row.ToString()));

    /// <summary>The case in the list of those that are wrong on a device.</summary>
    internal static string ValuesOf(OpRow row) => $"values of {row}";

    /// <summary>The case in the list of those that are wrong on a device.</summary>
    internal static string GradientsOf(OpRow row) => $"gradients of {row}";

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void Values(object item, object place)
    {
        (OpRow row, Device device) = ((OpRow)item, (Device)place);
        DeviceCases.Run(device, DeviceCases.OpTable, ValuesOf(row), () => CheckValues(row, device));
    }

    [TestCaseSource(nameof(CasesWithGradient))]
    [NoLeak]
    public void Gradients(object item, object place)
    {
        (OpRow row, Device device) = ((OpRow)item, (Device)place);
        DeviceCases.Run(device, DeviceCases.OpTable, GradientsOf(row), () => CheckGradients(row, device));
    }

    [TestCaseSource(nameof(Rows))]
    [NoLeak]
    public void ShapeOfSymbolicCall(object item)
    {
        var row = (OpRow)item;
        using var scope = new TensorScope();
        Tensor eager = row.Function(Upload(row, Draw(row), DType.Float32, Device.Cpu));
        Tensor[] symbols = [.. row.Inputs.Select(input => Symbol(input.Shape, input.DType ?? DType.Float32))];
        Tensor symbolic = row.Function(symbols);
        Assert.That((symbolic.Device, symbolic.Shape, symbolic.DType), Is.EqualTo((Device.Meta, eager.Shape, eager.DType)));
    }

    private static void CheckValues(OpRow row, Device device)
    {
        Nd[] numbers = Draw(row);
        Nd want = row.Reference(numbers);
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            using var scope = new TensorScope();
            Tensor got = row.Function(Upload(row, numbers, dtype, device));
            Assert.That(got.Shape, Is.EqualTo(want.Shape), dtype.KerasName());
            Close(Nd.From(got.To(Device.Cpu)).Data, want.Data, dtype == DType.Float32 ? row.Tolerance32 : 1e-12, dtype.KerasName());
        }
    }

    /// <summary>On the processor beside differences; elsewhere, where each of their many small calls takes long, beside the processor's.</summary>
    private static void CheckGradients(OpRow row, Device device)
    {
        Nd[] numbers = Draw(row);
        Nd weights = new OpInput(row.Reference(numbers).Shape, -1, 1).Draw(99);
        Nd[] got = Gradient(row, numbers, weights, device);
        double[][] want = device.Kind == DeviceKind.Cpu
            ? [.. Floating(row).Select(input => Differences(row, numbers, input, weights, device))]
            : [.. Gradient(row, numbers, weights, Device.Cpu).Select(gradient => gradient.Data)];
        Assert.That(got, Has.Length.EqualTo(want.Length));
        for (int i = 0; i < want.Length; i++)
        {
            Close(got[i].Data, want[i], 1e-6, $"gradient for floating input {i}");
        }
    }

    private static IEnumerable<int> Floating(OpRow row) => Enumerable.Range(0, row.Inputs.Length).Where(i => row.Inputs[i].IsFloating);

    private static Tensor Symbol(Shape shape, DType dtype) => Sharpkeras.Devices.BackendProvider.Get(Device.Meta).Rent(shape, dtype);

    private static Nd[] Draw(OpRow row) => [.. row.Inputs.Select((input, i) => input.Draw(17 + i))];

    private static Tensor[] Upload(OpRow row, Nd[] numbers, DType dtype, Device device) =>
        [.. row.Inputs.Select((input, i) => numbers[i].To(input.DType ?? dtype, device))];

    private static Nd[] Gradient(OpRow row, Nd[] numbers, Nd weights, Device device)
    {
        using var tape = new GradientTape();
        Tensor[] inputs = Upload(row, numbers, DType.Float64, device);
        Tensor[] watched = [.. inputs.Where((_, i) => row.Inputs[i].IsFloating)];
        foreach (Tensor input in watched)
        {
            tape.Watch(input);
        }

        Tensor target = Ops.Sum(row.Function(inputs) * weights.To(DType.Float64, device));
        return [.. tape.Gradient(target, watched).Select(gradient => Nd.From(gradient.To(Device.Cpu)))];
    }

    /// <summary>Central differences of Σ f(x)·weights: their error is of the order of the step's square.</summary>
    private static double[] Differences(OpRow row, Nd[] numbers, int which, Nd weights, Device device)
    {
        double[] data = numbers[which].Data;
        double[] result = new double[data.Length];
        for (int j = 0; j < data.Length; j++)
        {
            double at = data[j];
            data[j] = at + Step;
            double above = Weighted(row, numbers, weights, device);
            data[j] = at - Step;
            double below = Weighted(row, numbers, weights, device);
            data[j] = at;
            result[j] = (above - below) / (2 * Step);
        }

        return result;
    }

    private static double Weighted(OpRow row, Nd[] numbers, Nd weights, Device device)
    {
        using var scope = new TensorScope();
        double[] y = row.Function(Upload(row, numbers, DType.Float64, device)).ToArray<double>();
        return y.Zip(weights.Data, (value, weight) => value * weight).Sum();
    }

    private static void Close(double[] got, double[] want, double tolerance, string what)
    {
        Assert.That(got, Has.Length.EqualTo(want.Length), what);
        for (int i = 0; i < want.Length; i++)
        {
            Assert.That(got[i], Is.EqualTo(want[i]).Within(tolerance * (1 + Math.Abs(want[i]))), $"{what}, element {i}");
        }
    }
}
