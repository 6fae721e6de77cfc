using System.Reflection;
using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>Gradients of all operations agree with central differences in float64, whatever the shapes.</summary>
public sealed class OpGradientTests
{
    private static IEnumerable<TestCaseData> Rows() => GradientTable.Rows.Select(row => new TestCaseData(row).SetArgDisplayNames(row.ToString()));

    private static IEnumerable<TestCaseData> Without() =>
        GradientTable.Without.Select(item => new TestCaseData(item).SetArgDisplayNames(item.Method));

    [TestCaseSource(nameof(Rows))]
    [NoLeak]
    public void Gradients(object item)
    {
        var differences = new Differences();
        Draws.Check(((GradientRow)item).Seeded, trial => Complaint(trial, differences));
        Assert.That(differences.Compared, Is.GreaterThan(4 * differences.AtKinks), "few steps meet a kink");
    }

    [TestCaseSource(nameof(Without))]
    public void NoGradients(object item)
    {
        var without = (NoGradient)item;
        MethodInfo method = OpMethods.All.Single(candidate => OpMethods.Key(candidate) == without.Method);
        Assert.That(without.Function == null, Is.EqualTo(!OpMethods.TakesTensors(method)), without.Reason);
        if (without.Function == null)
        {
            return;
        }

        using var tape = new GradientTape();
        Tensor x = Tensor.FromSpan<double>([0.2, 0.4, 1.2, 1.4, 2.2, 2.4], [2, 3]);
        tape.Watch(x);
        Tensor sum = Ops.Sum(without.Function(x).Cast(DType.Float64));
        Assert.Throws<GradientException>(() => tape.Gradient(sum, x), without.Reason);
    }

    [Test]
    public void EveryOperationIsInTheTable()
    {
        string[] methods = [.. OpMethods.All.Select(OpMethods.Key)];
        string[] rows = [.. GradientTable.Rows.Select(row => row.Method).Concat(GradientTable.Without.Select(item => item.Method))];
        Assert.That(
            methods.Except(rows),
            Is.Empty,
            "These need a row in Properties/GradientTable*.cs, or a reason in its list of operations without gradient");
        Assert.That(rows.Except(methods), Is.Empty, "These rows name no method of Ops");
        Assert.That(methods, Is.Unique);
    }

    private static string? Complaint(Trial trial, Differences differences)
    {
        Nd[] numbers = trial.Numbers();
        int[] floating = [.. Enumerable.Range(0, numbers.Length).Where(i => trial.Inputs[i].IsFloating)];
        Nd[] Whole(Nd[] points) => [.. numbers.Select((own, i) => Array.IndexOf(floating, i) is >= 0 and var place ? points[place] : own)];
        return differences.Complaint(
            [.. floating.Select(i => numbers[i])],
            points => Value(trial, Whole(points)),
            (points, weights) => Gradient(trial, Whole(points), weights),
            trial.KinksInside,
            trial.Seed);
    }

    private static Nd Value(Trial trial, Nd[] numbers)
    {
        using var scope = new TensorScope();
        return Nd.From(trial.Function(Upload(trial, numbers)));
    }

    private static Nd[] Gradient(Trial trial, Nd[] numbers, Nd weights)
    {
        using var tape = new GradientTape();
        Tensor[] inputs = Upload(trial, numbers);
        Tensor[] watched = [.. inputs.Where((_, i) => trial.Inputs[i].IsFloating)];
        foreach (Tensor input in watched)
        {
            tape.Watch(input);
        }

        Tensor target = Ops.Sum(trial.Function(inputs) * weights.To(DType.Float64, Device.Cpu));
        return [.. tape.Gradient(target, watched).Select(Nd.From)];
    }

    private static Tensor[] Upload(Trial trial, Nd[] numbers) =>
        [.. numbers.Select((own, i) => own.To(trial.Inputs[i].DType ?? DType.Float64, Device.Cpu))];
}
