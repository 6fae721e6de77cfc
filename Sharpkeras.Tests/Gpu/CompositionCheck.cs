using Sharpkeras.Devices;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// An operation of backends, run by GPU kernels in some type, and in float64 by the composition that specifies it, from the same numbers.
/// </summary>
internal sealed class CompositionCheck
{
    private static readonly Device Oracle = CompositionBackend.Register();

    private readonly DType dtype;
    private readonly List<(double[] Values, Shape Shape)> inputs = [];
    private readonly List<(string Name, Shape Shape, double Terms)> outputs = [];

    public CompositionCheck(DType dtype) => this.dtype = dtype;

    /// <summary>The operation on a backend: its inputs, then its outputs, in the order in which they were declared.</summary>
    public delegate void Operation(Backend backend, Tensor[] x, Tensor[] y);

    /// <summary>Random numbers in [−1, 1] around a centre.</summary>
    public CompositionCheck Input(Shape shape, double centre = 0, double spread = 1)
    {
        var random = new Random(inputs.Count + 1);
        return Input(shape, [.. Enumerable.Range(0, (int)shape.Length).Select(_ => centre + (spread * ((random.NextDouble() * 2) - 1)))]);
    }

    public CompositionCheck Input(Shape shape, double[] values)
    {
        inputs.Add((dtype == DType.Float32 ? [.. values.Select(value => (double)(float)value)] : values, shape));
        return this;
    }

    /// <param name="name">For messages.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="terms">How many rounding errors at the size of a value, or of 1 if it is smaller, are allowed.</param>
    public CompositionCheck Output(string name, Shape shape, double terms)
    {
        outputs.Add((name, shape, terms));
        return this;
    }

    /// <summary>Compares every element; the second run must give the same bits as the first.</summary>
    public void Run(Operation operation)
    {
        using var scope = new TensorScope();
        double[][] expected = Results(Oracle, DType.Float64, operation);
        double[][] actual = Results(TestDevices.NeedGpu(), dtype, operation);
        double[][] again = Results(TestDevices.NeedGpu(), dtype, operation);
        for (int i = 0; i < outputs.Count; i++)
        {
            Compare(actual[i], expected[i], outputs[i].Name, outputs[i].Terms * (dtype == DType.Float32 ? 1.2e-7 : 2.3e-16));
            Assert.That(again[i].AsSpan().SequenceEqual(actual[i]), $"{outputs[i].Name} is not the same twice");
        }
    }

    private double[][] Results(Device device, DType type, Operation operation)
    {
        Backend backend = BackendProvider.Get(device);
        Tensor Of(double[] values, Shape shape) => Tensor.FromSpan<double>(values, shape).Cast(type).To(device);
        Tensor[] x = [.. inputs.Select(input => Of(input.Values, input.Shape))];

        // what was there before must not matter
        Tensor[] y = [.. outputs.Select(output => Of([.. Enumerable.Repeat(77.0, (int)output.Shape.Length)], output.Shape))];
        operation(backend, x, y);
        return [.. y.Select(tensor => tensor.To(Device.Cpu).Cast(DType.Float64).ToArray<double>())];
    }

    private static void Compare(double[] actual, double[] expected, string name, double tolerance)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length), name);
        for (int i = 0; i < actual.Length; i++)
        {
            double distance = Math.Abs(actual[i] - expected[i]);
            if (!(distance <= tolerance * Math.Max(1, Math.Abs(expected[i])) || actual[i].Equals(expected[i])))
            {
                Assert.Fail($"{name}: element {i} of {actual.Length} is {actual[i]}, expected {expected[i]} to {tolerance}");
            }
        }
    }
}
