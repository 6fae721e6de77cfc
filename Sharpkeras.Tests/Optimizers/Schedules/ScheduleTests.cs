using System.Text.Json.Nodes;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;

namespace Sharpkeras.Tests.Optimizers.Schedules;

/// <summary>Schedules beside their formulas in float64.</summary>
public sealed class ScheduleTests
{
    private static IEnumerable<TestCaseData> Formulas()
    {
        TestCaseData Case(string name, LearningRateSchedule schedule, Func<long, double> formula) =>
            new TestCaseData(schedule, formula).SetArgDisplayNames(name);
        yield return Case("exponential", new ExponentialDecay(0.3, 7, 0.6), step => 0.3 * Math.Pow(0.6, step / 7.0));
        yield return Case("exponential staircase", new ExponentialDecay(0.3, 7, 0.6, true), step => 0.3 * Math.Pow(0.6, step / 7));
        yield return Case("exponential to zero", new ExponentialDecay(0.3, 7, 0, true), step => step < 7 ? 0.3 : 0);
        yield return Case("inverse time", new InverseTimeDecay(0.3, 7, 0.6), step => 0.3 / (1 + (0.6 * step / 7.0)));
        yield return Case("inverse time staircase", new InverseTimeDecay(0.3, 7, 0.6, true), step => 0.3 / (1 + (0.6 * (step / 7))));
        yield return Case(
            "polynomial", new PolynomialDecay(0.3, 11, 0.02, 1.5), step => (0.28 * Math.Pow(1 - (Math.Min(step, 11) / 11.0), 1.5)) + 0.02);
        yield return Case(
            "polynomial cycle",
            new PolynomialDecay(0.3, 11, 0.02, 2, cycle: true),
            step => (0.28 * Math.Pow(1 - (step / (11.0 * Math.Max(1, (step + 10) / 11))), 2)) + 0.02);
        yield return Case(
            "piecewise", new PiecewiseConstantDecay([2, 3, 9], [0.4, 0.3, 0.2, 0.1]), step => step <= 2 ? 0.4 : step <= 3 ? 0.3 : step <= 9 ? 0.2 : 0.1);
        yield return Case("cosine", new CosineDecay(0.3, 10, 0.25), step => 0.3 * ((0.75 * Wave(Math.Min(step, 10) / 10.0)) + 0.25));
        yield return Case(
            "cosine warm-up",
            new CosineDecay(0.1, 10, 0.25, warmupTarget: 0.4, warmupSteps: 4),
            step => step < 4 ? 0.1 + (0.3 * step / 4) : 0.4 * ((0.75 * Wave(Math.Min(step - 4, 10) / 10.0)) + 0.25));
        yield return Case("cosine warm-up of none", new CosineDecay(0.1, 10, warmupTarget: 0.4), step => 0.4 * Wave(Math.Min(step, 10) / 10.0));
        yield return Case("restarts", new CosineDecayRestarts(0.3, 4, 2, 0.5, 0.1), step => Restarts(step, 2));
        yield return Case("restarts of one length", new CosineDecayRestarts(0.3, 4, 1, 0.5, 0.1), step => Restarts(step, 1));
        yield return Case("restarts of three", new CosineDecayRestarts(0.3, 4, 3, 0.5, 0.1), step => Restarts(step, 3));
    }

    [TestCaseSource(nameof(Formulas))]
    public void RatesFollowTheFormula(object schedule, object formula)
    {
        foreach (long step in Enumerable.Range(0, 27).Select(i => (long)i).Append(40).Append(1_000_003))
        {
            double rate = ((LearningRateSchedule)schedule).Call(step);
            Assert.That(rate, Is.EqualTo(((Func<long, double>)formula)(step)).Within(step < 100 ? 2e-6 : 1e-3), $"step {step}");
            Assert.That(rate, Is.EqualTo((double)(float)rate), "float32");
        }
    }

    [TestCaseSource(nameof(Formulas))]
    public void TheConfigComesBackInsideOfAnOptimizers(object made, object formula)
    {
        var optimizer = new SGD((LearningRateSchedule)made);
        JsonObject config = ConfigJson.Serialize(optimizer);
        Assert.That(config["config"]!["learning_rate"]!["module"]!.GetValue<string>(), Is.EqualTo("keras.optimizers.schedules"));
        var again = (Optimizer)KerasRegistry.Deserialize(typeof(Optimizer), config);
        Assert.That(PlainJson.Of(ConfigJson.Serialize(again)), Is.EqualTo(PlainJson.Of(config)));
        again.Steps = optimizer.Steps = 13;
        Assert.That(again.LearningRate, Is.EqualTo(optimizer.LearningRate).And.EqualTo(((Func<long, double>)formula)(13)).Within(2e-6));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        TestCaseData Case(string name, string received, Func<LearningRateSchedule> make) =>
            new TestCaseData(name, received, make).SetArgDisplayNames($"{name} {received}");
        yield return Case("initialLearningRate", "-1", () => new ExponentialDecay(-1, 1, 1));
        yield return Case("decaySteps", "0", () => new ExponentialDecay(1, 0, 1));
        yield return Case("decayRate", "NaN", () => new ExponentialDecay(1, 1, double.NaN));
        yield return Case("initialLearningRate", "-1", () => new InverseTimeDecay(-1, 1, 1));
        yield return Case("decaySteps", "-3", () => new InverseTimeDecay(1, -3, 1));
        yield return Case("decayRate", "-1", () => new InverseTimeDecay(1, 1, -1));
        yield return Case("initialLearningRate", "Infinity", () => new PolynomialDecay(double.PositiveInfinity, 1));
        yield return Case("decaySteps", "0", () => new PolynomialDecay(1, 0));
        yield return Case("endLearningRate", "-1", () => new PolynomialDecay(1, 1, -1));
        yield return Case("power", "-1", () => new PolynomialDecay(1, 1, power: -1));
        yield return Case("boundaries", "2 boundaries and 2 values", () => new PiecewiseConstantDecay([1, 2], [1, 2]));
        yield return Case("boundaries", "0 boundaries", () => new PiecewiseConstantDecay([], [1]));
        yield return Case("boundaries", "[3, 3]", () => new PiecewiseConstantDecay([3, 3], [1, 2, 3]));
        yield return Case("values", "-2", () => new PiecewiseConstantDecay([3], [1, -2]));
        yield return Case("initialLearningRate", "-1", () => new CosineDecay(-1, 1));
        yield return Case("decaySteps", "0", () => new CosineDecay(1, 0));
        yield return Case("alpha", "2", () => new CosineDecay(1, 1, 2));
        yield return Case("warmupTarget", "-1", () => new CosineDecay(1, 1, warmupTarget: -1));
        yield return Case("warmupSteps", "-1", () => new CosineDecay(1, 1, warmupSteps: -1));
        yield return Case("initialLearningRate", "-1", () => new CosineDecayRestarts(-1, 1));
        yield return Case("firstDecaySteps", "0", () => new CosineDecayRestarts(1, 0));
        yield return Case("tMul", "0", () => new CosineDecayRestarts(1, 1, tMul: 0));
        yield return Case("mMul", "-1", () => new CosineDecayRestarts(1, 1, mMul: -1));
        yield return Case("alpha", "-1", () => new CosineDecayRestarts(1, 1, alpha: -1));
    }

    [TestCaseSource(nameof(Refusals))]
    public void RefusesWhatIsOutsideOfItsRange(string name, string received, object make) => Assert.That(
        () => ((Func<LearningRateSchedule>)make)(),
        Throws.InstanceOf<ArgumentException>().With.Message.Contains(name).And.Message.Contains("Received " + received));

    [Test]
    public void AConfigWithAFractionOfAStepIsRefused()
    {
        var schedule = new ExponentialDecay(0.1, 2, 0.5);
        JsonObject config = ConfigJson.Serialize(schedule);
        config["config"]!["decay_steps"] = 2.0;
        Assert.That(((ExponentialDecay)KerasRegistry.Deserialize(typeof(LearningRateSchedule), config)).DecaySteps, Is.EqualTo(2));
        config["config"]!["decay_steps"] = 2.5;
        Assert.That(
            () => KerasRegistry.Deserialize(typeof(LearningRateSchedule), config),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("decay_steps").And.Message.Contains("Received 2.5"));
    }

    private static double Wave(double share) => 0.5 * (1 + Math.Cos(Math.PI * share));

    /// <summary>Counts the waves one by one; at a wave's first step both waves' formulas may stand, which float32 decides.</summary>
    private static double Restarts(long step, int times)
    {
        (double height, long length) = (1, 4);
        for (; step >= length && length < 1_000_000_000; length *= times)
        {
            step -= length;
            height *= 0.5;
        }

        return 0.3 * ((0.9 * height * Wave((double)step / length)) + 0.1);
    }
}
