using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Layers that merge their inputs: values against plain loops, gradients, shapes, and what they refuse.</summary>
[OnDevices]
public sealed class MergeTests
{
    private static readonly Dictionary<string, Func<IEnumerable<double>, double>> References = new()
    {
        ["Add"] = values => values.Sum(),
        ["Subtract"] = values => values.First() - values.Last(),
        ["Multiply"] = values => values.Aggregate((a, b) => a * b),
        ["Average"] = values => values.Average(),
        ["Maximum"] = values => values.Max(),
        ["Minimum"] = values => values.Min(),
    };

    /// <summary>Shapes of the inputs and the shapes as which the values are read: axes of length 1 stand after the batch.</summary>
    private static readonly (Shape[] Given, Shape[] Aligned)[] ShapeSets =
    [
        ([[2, 3, 4], [2, 3, 4]], [[2, 3, 4], [2, 3, 4]]),
        ([[2, 3, 4], [2, 1, 4]], [[2, 3, 4], [2, 1, 4]]),
        ([[3, 1, 5], [3, 4, 1]], [[3, 1, 5], [3, 4, 1]]),
        ([[3, 5], [3, 2, 5]], [[3, 1, 5], [3, 2, 5]]),
        ([[3, 2, 7, 5], [3, 5]], [[3, 2, 7, 5], [3, 1, 1, 5]]),
        ([[3], [3, 2]], [[3, 1], [3, 2]]),
        ([[1, 1], [1, 1]], [[1, 1], [1, 1]]),
        ([[2, 0, 3], [2, 1, 3]], [[2, 0, 3], [2, 1, 3]]),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from name in References.Keys
        from set in ShapeSets
        select new TestCaseData(name, set.Given, set.Aligned).SetArgDisplayNames(name, string.Join(" ", set.Given));

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void ElementByElement(string name, Shape[] given, Shape[] aligned)
    {
        using var scope = new TensorScope();
        Tensor[] inputs = [.. given.Select((shape, i) => LayerCheck.Numbers(shape, i))];
        Nd[] values = [.. inputs.Select((input, i) => new Nd(aligned[i], input.ToArray<double>()))];
        Tensor result = Of(name).Call(inputs);
        Nd want = Nd.Of(result.Shape, index => References[name](values.Select(value => value.Broadcast(index))));
        Assert.That(result.Rank, Is.EqualTo(given.Max(shape => shape.Rank)));
        Assert.That(result.ToArray<double>(), Is.EqualTo(want.Data).Within(1e-15));
        LayerCheck.Gradients(Of(name), inputs);
        LayerCheck.Shapes(Of(name), inputs);
    }

    [TestCase("Add")]
    [TestCase("Multiply")]
    [TestCase("Average")]
    [TestCase("Maximum")]
    [TestCase("Minimum")]
    public void OneInputAndThree(string name)
    {
        Tensor[] inputs = [.. Enumerable.Range(0, 3).Select(seed => LayerCheck.Numbers([2, 5], seed))];
        Assert.That(Of(name).Call(inputs[0]).ToArray<double>(), Is.EqualTo(inputs[0].ToArray<double>()));
        double[][] values = [.. inputs.Select(input => input.ToArray<double>())];
        IEnumerable<double> want = Enumerable.Range(0, 10).Select(i => References[name](values.Select(value => value[i])));
        Assert.That(Of(name).Call(inputs).ToArray<double>(), Is.EqualTo(want).Within(1e-15));
        LayerCheck.Gradients(Of(name), inputs);
    }

    [Test]
    public void IntegersStayAndMeetFloatingNumbersInTheLayersType()
    {
        Tensor integers = Tensor.From(new[,] { { 1, 2 } });
        Tensor numbers = Tensor.From(new[,] { { 0.5f, 4f } });
        Assert.That(new Add().Call([integers, integers]).ToArray<int>(), Is.EqualTo(new[] { 2, 4 }));
        Assert.That(new Average().Call([integers, integers, integers]).ToArray<float>(), Is.EqualTo(new[] { 1f, 2f }));
        Assert.That(new Add().Call([integers, numbers]).ToArray<float>(), Is.EqualTo(new[] { 1.5f, 6f }));
        Assert.That(new Maximum().Call([numbers, integers]).ToArray<float>(), Is.EqualTo(new[] { 1f, 4f }));
    }

    [Test]
    public void ShapesThatDoNotFitAreNamed()
    {
        Refused(() => new Add(name: "sum").Call([Ops.Ones([2, 3]), Ops.Ones([2, 4])]), "sum (Add)", "broadcast", "[?, 3]", "[?, 4]");
        Refused(() => new Maximum(name: "top").Call([Ops.Ones([2, 3]), Ops.Ones([5, 3])]), "top (Maximum)", "batches", "[2, 3]", "[5, 3]");
        Refused(() => new Multiply(name: "times").Call([Ops.Ones([1, 3]), Ops.Ones([5, 3])]), "times (Multiply)", "batches");
        Refused(() => new Add(name: "empty").Call([Ops.Ones([2, 0]), Ops.Ones([2, 4])]), "empty (Add)", "broadcast");
        var built = new Add(name: "late");
        built.Call([Ops.Ones([2, 3]), Ops.Ones([2, 3])]);
        Refused(() => built.Call([Ops.Ones([2, 3]), Ops.Ones([2, 4])]), "late (Add)", "[2, 3]", "[2, 4]");
    }

    [Test]
    public void ADifferenceTakesTwo()
    {
        Tensor x = Ops.Ones([2, 3]);
        Assert.That(
            () => new Subtract(name: "less").Call([x, x, x]),
            Throws.ArgumentException.With.Message.Contains("less (Subtract)").And.Message.Contains("Received 3"));
        Assert.That(() => new Subtract(name: "less").Call(x), Throws.ArgumentException.With.Message.Contains("exactly 2").And.Message.Contains("Received 1"));
        Assert.That(() => new Add(name: "none").Call(new Tensor[0]), Throws.ArgumentException.With.Message.Contains("none (Add)").And.Message.Contains("Received 0"));
    }

    [Test]
    public void Configs()
    {
        foreach (string name in References.Keys)
        {
            LayerCheck.RoundTrip(Of(name));
        }
    }

    private static Layer Of(string name) => name switch
    {
        "Add" => new Add(dtype: DType.Float64),
        "Subtract" => new Subtract(dtype: DType.Float64),
        "Multiply" => new Multiply(dtype: DType.Float64),
        "Average" => new Average(dtype: DType.Float64),
        "Maximum" => new Maximum(dtype: DType.Float64),
        _ => new Minimum(dtype: DType.Float64),
    };

    private static void Refused(Func<object> action, params string[] words)
    {
        var error = Assert.Catch<ShapeException>(() => action());
        foreach (string word in words)
        {
            Assert.That(error!.Message, Does.Contain(word));
        }
    }
}
