using System.Text.Json.Nodes;
using Sharpkeras.Constraints;
using Sharpkeras.Devices;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests;

/// <summary>Constraints beside naive formulas, along one axis and several.</summary>
[NonParallelizable]
public sealed class ConstraintTests
{
    private const double Epsilon = 1e-7;

    private static IEnumerable<TestCaseData> Formulas()
    {
        foreach (int[] axes in (int[][])[[0], [1], [-1], [0, 1], [0, 1, 2], [-2, 0]])
        {
            TestCaseData Case(string name, Constraint constraint, Func<double, double> factor) =>
                new TestCaseData(constraint, axes, factor).SetArgDisplayNames($"{name} {string.Join(' ', axes)}");
            OneOrMore<int> given = axes.Length == 1 ? axes[0] : axes;
            yield return Case("max_norm", new MaxNorm(1.5, given), norm => Math.Min(norm, 1.5) / (norm + Epsilon));
            yield return Case("max_norm of 0", new MaxNorm(0, given), _ => 0);
            yield return Case("unit_norm", new UnitNorm(given), norm => 1 / (norm + Epsilon));
            yield return Case("min_max_norm", new MinMaxNorm(1.2, 1.6, axis: given), norm => Math.Clamp(norm, 1.2, 1.6) / (norm + Epsilon));
            yield return Case(
                "min_max_norm slowly",
                new MinMaxNorm(1.2, 1.6, 0.25, given),
                norm => ((0.25 * Math.Clamp(norm, 1.2, 1.6)) + (0.75 * norm)) / (norm + Epsilon));
        }
    }

    [TestCaseSource(nameof(Formulas))]
    public void NormsAreBroughtIntoBounds(object made, int[] axes, object factor)
    {
        using var scope = new TensorScope();
        var random = new Random(5);
        Nd w = Nd.Of([3, 2, 4], index => index[2] == 3 ? 0 : (random.NextDouble() * 2) - 1);
        bool[] folded = [.. Enumerable.Range(0, 3).Select(axis => axes.Contains(axis) || axes.Contains(axis - 3))];
        double Norm(int[] at)
        {
            double sum = 0;
            Nd.Of(w.Shape, index =>
            {
                bool together = Enumerable.Range(0, 3).All(axis => folded[axis] || index[axis] == at[axis]);
                return sum += together ? w[index] * w[index] : 0;
            });
            return Math.Sqrt(sum);
        }

        Nd wanted = Nd.Of(w.Shape, index => w[index] * ((Func<double, double>)factor)(Norm(index)));
        double[] got = ((Constraint)made).Call(w.To(DType.Float64, Device.Cpu)).ToArray<double>();
        Assert.That(got, Is.EqualTo(wanted.Data).Within(1e-12));
    }

    [TestCaseSource(nameof(Formulas))]
    public void TheConfigComesBack(object made, int[] axes, object factor)
    {
        JsonObject config = ConfigJson.Serialize((Constraint)made);
        Assert.That(config["config"]!["axis"]!.ToJsonString(), Is.EqualTo(axes.Length == 1 ? $"{axes[0]}" : $"[{string.Join(',', axes)}]"));
        KerasObject again = KerasRegistry.Deserialize(typeof(Constraint), config);
        Assert.That(PlainJson.Of(ConfigJson.Serialize(again)), Is.EqualTo(PlainJson.Of(config)));
        Assert.That(factor, Is.Not.Null);
    }

    [Test]
    public void NegativeValuesBecomeZero()
    {
        using var scope = new TensorScope();
        Assert.That(new NonNeg().Call(Tensor.From(new[] { -1.0, 0, 2 })).ToArray<double>(), Is.EqualTo(new double[] { 0, 0, 2 }));
    }

    [TestCase("max_norm", typeof(MaxNorm))]
    [TestCase("MinMaxNorm", typeof(MinMaxNorm))]
    [TestCase("min_max_norm", typeof(MinMaxNorm))]
    [TestCase("unit_norm", typeof(UnitNorm))]
    [TestCase("non_neg", typeof(NonNeg))]
    public void NamesAreThoseOfKeras(string name, Type expected) => Assert.That((Constraint)name, Is.TypeOf(expected));

    /// <summary>A step with constraints has the same kernels each time and leaves nothing behind.</summary>
    [TestCase("max_norm")]
    [TestCase("min_max_norm")]
    [TestCase("unit_norm")]
    [TestCase("non_neg")]
    public void StepsLeaveNothingBehind(string name)
    {
        MemoryStats stats = MemoryStats.Of(Device.Cpu);
        var variable = new Variable(Ops.Ones([6, 5])) { Constraint = ((Constraint)name).Call };
        Tensor gradient = Ops.Ones([6, 5]);
        var optimizer = new SGD();
        List<(long Launches, long Misses, long Tensors, long Bytes)> seen = [];
        NoLeakAttribute.Live();
        for (int i = 0; i < 6; i++)
        {
            (long launches, long misses) = (stats.KernelLaunches, stats.PoolMisses);
            optimizer.Apply([gradient], [variable]);
            seen.Add((stats.KernelLaunches - launches, stats.PoolMisses - misses, MemoryStats.LiveTensors, stats.LiveBytes));
        }

        Assert.That(seen.Skip(2).Distinct().Count(), Is.EqualTo(1), string.Join("; ", seen));
        Assert.That(seen[^1].Misses, Is.Zero);
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        TestCaseData Case(string name, string received, Func<object> make) =>
            new TestCaseData(name, received, make).SetArgDisplayNames($"{name} {received}");
        yield return Case("maxValue", "-1", () => new MaxNorm(-1));
        yield return Case("maxValue", "NaN", () => new MaxNorm(double.NaN));
        yield return Case("minValue", "-1", () => new MinMaxNorm(-1));
        yield return Case("maxValue", "1", () => new MinMaxNorm(2, 1));
        yield return Case("rate", "1.5", () => new MinMaxNorm(rate: 1.5));
        yield return Case("axis", "none", () => new UnitNorm(Array.Empty<int>()));
        yield return Case("axis", "axis 2", () => new UnitNorm(2).Call(Ops.Ones([2, 2])));
    }

    [TestCaseSource(nameof(Refusals))]
    public void RefusesWhatIsOutsideOfItsRange(string name, string received, object make) => Assert.That(
        () => ((Func<object>)make)(),
        Throws.InstanceOf<ArgumentException>().With.Message.Contains(name).And.Message.Contains("Received " + received));
}
