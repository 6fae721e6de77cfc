using Sharpkeras.Devices;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Running means equal the composition bit by bit.</summary>
[Category("Kernels")]
internal sealed class CpuBackendMeansTests
{
    [Test]
    public void AMeanIsThatOfTheComposition(
        [Values(1, 7, 64, 1000)] int length,
        [Values(1, 0.3)] double factor,
        [Values(1, 3)] double divisor,
        [Values(DType.Float32, DType.Float64, DType.Int32)] DType dtype)
    {
        using var scope = new TensorScope();
        Backend cpu = KernelTestData.Backend;
        (double wholeFactor, double wholeDivisor) = dtype.IsFloating() ? (factor, divisor) : (2, 1);
        Tensor values = KernelTestData.ToTensor([.. KernelTestData.Random(1, length).Select(value => value * 9)], [length], DType.Float64).Cast(dtype);

        (Tensor Total, Tensor Count) State()
        {
            Tensor total = cpu.Rent(Shape.Scalar, dtype), count = cpu.Rent(Shape.Scalar, dtype);
            cpu.Fill(total, 5);
            cpu.Fill(count, 11);
            return (total, count);
        }

        var actual = State();
        var expected = State();
        for (int i = 0; i < 3; i++)
        {
            cpu.MeanUpdate(values, wholeFactor, wholeDivisor, length, actual.Total, actual.Count);
            Compositions.MeanUpdate(cpu, values, wholeFactor, wholeDivisor, length, expected.Total, expected.Count);
        }

        Assert.That(actual.Total.Item<double>(), Is.EqualTo(expected.Total.Item<double>()));
        Assert.That(actual.Count.Item<double>(), Is.EqualTo(expected.Count.Item<double>()));
    }
}
