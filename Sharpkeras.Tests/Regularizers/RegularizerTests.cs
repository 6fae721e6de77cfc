using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Regularizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests;

/// <summary>Penalties beside naive sums, and their gradients beside central differences.</summary>
public sealed class RegularizerTests
{
    private static IEnumerable<TestCaseData> Penalties()
    {
        TestCaseData Case(string name, Regularizer regularizer, Func<double[,], double> naive) =>
            new TestCaseData(regularizer, naive).SetArgDisplayNames(name);
        yield return Case("l1", new L1(0.5), x => 0.5 * x.Cast<double>().Sum(Math.Abs));
        yield return Case("l2", new L2(0.3), x => 0.3 * x.Cast<double>().Sum(each => each * each));
        yield return Case("l1 alone", new L1L2(l1: 0.5), x => 0.5 * x.Cast<double>().Sum(Math.Abs));
        yield return Case("l2 alone", new L1L2(l2: 0.3), x => 0.3 * x.Cast<double>().Sum(each => each * each));
        yield return Case("both", new L1L2(0.5, 0.3), x => x.Cast<double>().Sum(each => (0.5 * Math.Abs(each)) + (0.3 * each * each)));
        yield return Case("none", new L1L2(), _ => 0);
        yield return Case("rows", new OrthogonalRegularizer(0.25), x => 0.25 * MeanCosine(x));
        yield return Case("columns", new OrthogonalRegularizer(0.25, "columns"), x => 0.25 * MeanCosine(Transposed(x)));
    }

    [TestCaseSource(nameof(Penalties))]
    public void ValueAndGradientAreThoseOfTheFormula(object made, object naive)
    {
        (int Rows, int Columns)[] sizes = [(3, 4), (5, 2), (2, 2), (1, 3), (3, 1), (1, 1)];
        foreach (var (rows, columns) in sizes)
        {
            double[,] x = Draw(rows, columns);
            using var tape = new GradientTape();
            Tensor input = Tensor.From(x);
            tape.Watch(input);
            Tensor penalty = ((Regularizer)made).Call(input);
            Assert.That(penalty.Item<double>(), Is.EqualTo(((Func<double[,], double>)naive)(x)).Within(1e-12), $"{rows} × {columns}");
            double[] gradient = tape.Gradient(penalty, input).ToArray<double>();
            Assert.That(gradient, Is.EqualTo(Differences(x, (Func<double[,], double>)naive)).Within(1e-6), $"gradient of {rows} × {columns}");
        }
    }

    [Test]
    public void RowsOfZerosHaveNoAnglesAndFiniteGradients()
    {
        using var tape = new GradientTape();
        Tensor x = Tensor.From(new double[,] { { 0, 0 }, { 1, 2 }, { 2, -1 } });
        tape.Watch(x);
        Tensor penalty = new OrthogonalRegularizer(1).Call(x);
        Assert.That(penalty.Item<double>(), Is.EqualTo(0).Within(1e-15));
        Assert.That(tape.Gradient(penalty, x).ToArray<double>(), Is.All.Matches<double>(double.IsFinite));
    }

    [Test]
    public void OrthogonalTakesMatricesOnly()
    {
        Assert.That(() => new OrthogonalRegularizer().Call(Ops.Ones([3])), Throws.InstanceOf<ShapeException>().With.Message.Contains("orthogonal"));
        using var scope = new TensorScope();
        Assert.That(new OrthogonalRegularizer().Call(Ops.Zeros([0, 3])).Item<float>(), Is.Zero);
    }

    [TestCase("l1", typeof(L1))]
    [TestCase("L2", typeof(L2))]
    [TestCase("l1l2", typeof(L1L2))]
    [TestCase("l1_l2", typeof(L1L2))]
    [TestCase("orthogonal_regularizer", typeof(OrthogonalRegularizer))]
    public void NamesAreThoseOfKeras(string name, Type expected) => Assert.That((Regularizer)name, Is.TypeOf(expected));

    /// <summary>Keras holds these two factors as float32 and tells them so.</summary>
    [Test]
    public void FactorsHaveKerassPrecisionInConfigs()
    {
        Assert.That(new L1(0.01).GetConfig()["l1"]!.GetValue<double>(), Is.EqualTo((double)0.01f));
        Assert.That(new OrthogonalRegularizer(0.1).GetConfig()["factor"]!.GetValue<double>(), Is.EqualTo((double)0.1f));
        JsonObject both = new L1L2(0.01, 0.1).GetConfig();
        Assert.That((both["l1"]!.GetValue<double>(), both["l2"]!.GetValue<double>()), Is.EqualTo((0.01, 0.1)));
        var again = (OrthogonalRegularizer)Config.Create(typeof(OrthogonalRegularizer), new OrthogonalRegularizer(0.5, "columns").GetConfig());
        Assert.That((again.Factor, again.Mode), Is.EqualTo((0.5, "columns")));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        TestCaseData Case(string name, string received, Func<Regularizer> make) =>
            new TestCaseData(name, received, make).SetArgDisplayNames($"{name} {received}");
        yield return Case("l1", "-1", () => new L1(-1));
        yield return Case("l2", "NaN", () => new L2(double.NaN));
        yield return Case("l1", "Infinity", () => new L1L2(double.PositiveInfinity));
        yield return Case("l2", "-1", () => new L1L2(0, -1));
        yield return Case("factor", "-1", () => new OrthogonalRegularizer(-1));
        yield return Case("mode", "'row'", () => new OrthogonalRegularizer(1, "row"));
    }

    [TestCaseSource(nameof(Refusals))]
    public void RefusesWhatIsOutsideOfItsRange(string name, string received, object make) => Assert.That(
        () => ((Func<Regularizer>)make)(),
        Throws.InstanceOf<ArgumentException>().With.Message.Contains(name).And.Message.Contains("Received " + received));

    /// <summary>The mean of |cos| over all pairs of rows; 0 without a pair.</summary>
    private static double MeanCosine(double[,] x)
    {
        double[][] rows = [.. Enumerable.Range(0, x.GetLength(0)).Select(i => Enumerable.Range(0, x.GetLength(1)).Select(j => x[i, j]).ToArray())];
        double[] cosines = [.. from a in Enumerable.Range(0, rows.Length)
                               from b in Enumerable.Range(a + 1, rows.Length - a - 1)
                               select Math.Abs(Dot(rows[a], rows[b]) / Math.Sqrt(Dot(rows[a], rows[a]) * Dot(rows[b], rows[b])))];
        return cosines.Length == 0 ? 0 : cosines.Average();
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[,] Transposed(double[,] x)
    {
        double[,] result = new double[x.GetLength(1), x.GetLength(0)];
        for (int i = 0; i < x.Length; i++)
        {
            result[i % x.GetLength(1), i / x.GetLength(1)] = x[i / x.GetLength(1), i % x.GetLength(1)];
        }

        return result;
    }

    /// <summary>Numbers away from zero, where absolute values have no corner.</summary>
    private static double[,] Draw(int rows, int columns)
    {
        var random = new Random(3);
        double[,] x = new double[rows, columns];
        for (int i = 0; i < x.Length; i++)
        {
            x[i / columns, i % columns] = (random.Next(2) == 0 ? -1 : 1) * (0.2 + random.NextDouble());
        }

        return x;
    }

    private static double[] Differences(double[,] x, Func<double[,], double> function)
    {
        const double step = 1e-6;
        double[] result = new double[x.Length];
        for (int i = 0; i < result.Length; i++)
        {
            ref double element = ref x[i / x.GetLength(1), i % x.GetLength(1)];
            double at = element;
            element = at + step;
            double above = function(x);
            element = at - step;
            result[i] = (above - function(x)) / (2 * step);
            element = at;
        }

        return result;
    }
}
