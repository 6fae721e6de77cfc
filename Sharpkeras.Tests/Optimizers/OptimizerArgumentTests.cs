using System.Text.Json.Nodes;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;

namespace Sharpkeras.Tests.Optimizers;

/// <summary>Arguments, names and configs of optimizers.</summary>
public sealed class OptimizerArgumentTests
{
    private static readonly Type[] Kinds =
    [
        typeof(SGD), typeof(Adam), typeof(AdamW), typeof(Adamax), typeof(Nadam), typeof(RMSprop), typeof(Adagrad), typeof(Adadelta),
        typeof(Ftrl), typeof(Adafactor), typeof(Lion), typeof(Lamb), typeof(Muon),
    ];

    private static IEnumerable<TestCaseData> Refusals()
    {
        TestCaseData Case(string name, string received, Func<Optimizer> make) =>
            new TestCaseData(name, received, make).SetArgDisplayNames($"{name} {received}");
        yield return Case("learningRate", "-0.1", () => new SGD(-0.1));
        yield return Case("learningRate", "NaN", () => new Adam(double.NaN));
        yield return Case("weightDecay", "-1", () => new SGD(weightDecay: -1));
        yield return Case("clipnorm", "-1", () => new Nadam(clipnorm: -1));
        yield return Case("clipvalue", "NaN", () => new Adamax(clipvalue: double.NaN));
        yield return Case("globalClipnorm", "-2", () => new RMSprop(globalClipnorm: -2));
        yield return Case("clipnorm", "1, null, 2", () => new SGD(clipnorm: 1, globalClipnorm: 2));
        yield return Case("clipvalue", "0, 3, null", () => new SGD(clipnorm: 0, clipvalue: 3));
        yield return Case("emaMomentum", "1.5", () => new SGD(emaMomentum: 1.5));
        yield return Case("emaOverwriteFrequency", "0", () => new SGD(useEma: true, emaOverwriteFrequency: 0));
        yield return Case("lossScaleFactor", "0", () => new SGD(lossScaleFactor: 0));
        yield return Case("gradientAccumulationSteps", "1", () => new SGD(gradientAccumulationSteps: 1));
        yield return Case("momentum", "1.5", () => new SGD(momentum: 1.5));
        yield return Case("beta1", "1", () => new Adam(beta1: 1));
        yield return Case("beta2", "-0.1", () => new AdamW(beta2: -0.1));
        yield return Case("epsilon", "-1", () => new Adam(epsilon: -1));
        yield return Case("weightDecay", "null", () => new AdamW(weightDecay: null));
        yield return Case("beta1", "1", () => new Adamax(beta1: 1));
        yield return Case("beta2", "1", () => new Adamax(beta2: 1));
        yield return Case("epsilon", "-1", () => new Adamax(epsilon: -1));
        yield return Case("beta1", "1", () => new Nadam(beta1: 1));
        yield return Case("beta2", "1", () => new Nadam(beta2: 1));
        yield return Case("epsilon", "NaN", () => new Nadam(epsilon: double.NaN));
        yield return Case("rho", "1.1", () => new RMSprop(rho: 1.1));
        yield return Case("momentum", "-1", () => new RMSprop(momentum: -1));
        yield return Case("epsilon", "-1", () => new RMSprop(epsilon: -1));
        yield return Case("initialAccumulatorValue", "-1", () => new Adagrad(initialAccumulatorValue: -1));
        yield return Case("epsilon", "-1", () => new Adagrad(epsilon: -1));
        yield return Case("rho", "-0.5", () => new Adadelta(rho: -0.5));
        yield return Case("epsilon", "-1", () => new Adadelta(epsilon: -1));
        yield return Case("learningRatePower", "0.5", () => new Ftrl(learningRatePower: 0.5));
        yield return Case("initialAccumulatorValue", "-1", () => new Ftrl(initialAccumulatorValue: -1));
        yield return Case("l1RegularizationStrength", "-1", () => new Ftrl(l1RegularizationStrength: -1));
        yield return Case("l2RegularizationStrength", "-1", () => new Ftrl(l2RegularizationStrength: -1));
        yield return Case("l2ShrinkageRegularizationStrength", "-1", () => new Ftrl(l2ShrinkageRegularizationStrength: -1));
        yield return Case("beta", "-1", () => new Ftrl(beta: -1));
        yield return Case("beta2Decay", "0.1", () => new Adafactor(beta2Decay: 0.1));
        yield return Case("epsilon1", "-1", () => new Adafactor(epsilon1: -1));
        yield return Case("epsilon2", "-1", () => new Adafactor(epsilon2: -1));
        yield return Case("clipThreshold", "0", () => new Adafactor(clipThreshold: 0));
        yield return Case("beta1", "0", () => new Lion(beta1: 0));
        yield return Case("beta2", "2", () => new Lion(beta2: 2));
        yield return Case("beta1", "1", () => new Lamb(beta1: 1));
        yield return Case("beta2", "1", () => new Lamb(beta2: 1));
        yield return Case("epsilon", "-1", () => new Lamb(epsilon: -1));
        yield return Case("adamBeta1", "1", () => new Muon(adamBeta1: 1));
        yield return Case("adamBeta2", "1", () => new Muon(adamBeta2: 1));
        yield return Case("adamWeightDecay", "-1", () => new Muon(adamWeightDecay: -1));
        yield return Case("epsilon", "-1", () => new Muon(epsilon: -1));
        yield return Case("muonA", "NaN", () => new Muon(muonA: double.NaN));
        yield return Case("muonB", "Infinity", () => new Muon(muonB: double.PositiveInfinity));
        yield return Case("muonC", "NaN", () => new Muon(muonC: double.NaN));
        yield return Case("adamLrRatio", "-1", () => new Muon(adamLrRatio: -1));
        yield return Case("momentum", "2", () => new Muon(momentum: 2));
        yield return Case("nsSteps", "-1", () => new Muon(nsSteps: -1));
        yield return Case("rmsRate", "-1", () => new Muon(rmsRate: -1));
    }

    [TestCaseSource(nameof(Refusals))]
    public void RefusesWhatIsOutsideOfItsRange(string name, string received, object make) => Assert.That(
        () => ((Func<Optimizer>)make)(),
        Throws.InstanceOf<ArgumentException>().With.Message.Contains(name).And.Message.Contains("Received " + received));

    [TestCase("sgd", typeof(SGD))]
    [TestCase("adam", typeof(Adam))]
    [TestCase("adamw", typeof(AdamW))]
    [TestCase("AdamW", typeof(AdamW))]
    [TestCase("adamax", typeof(Adamax))]
    [TestCase("nadam", typeof(Nadam))]
    [TestCase("rmsprop", typeof(RMSprop))]
    [TestCase("RMSprop", typeof(RMSprop))]
    [TestCase("adagrad", typeof(Adagrad))]
    [TestCase("adadelta", typeof(Adadelta))]
    [TestCase("ftrl", typeof(Ftrl))]
    [TestCase("adafactor", typeof(Adafactor))]
    [TestCase("lion", typeof(Lion))]
    [TestCase("lamb", typeof(Lamb))]
    [TestCase("muon", typeof(Muon))]
    public void NamesAreThoseOfKeras(string name, Type expected) => Assert.That((Optimizer)name, Is.TypeOf(expected));

    [Test]
    public void AnUnknownNameIsNamedWithTheNearest() => Assert.That(
        () => (Optimizer)"addam", Throws.ArgumentException.With.Message.Contains("addam").And.Message.Contains("'adam'"));

    /// <summary>Every argument of every constructor, with a value that is not the default.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void AllArgumentsComeBackFromTheConfig(Type kind)
    {
        var start = (Optimizer)Config.Create(kind, []);
        JsonObject config = start.GetConfig();
        foreach (var (key, value) in config.ToArray())
        {
            config[key] = Other(key, value);
        }

        config["clipnorm"] = config["clipvalue"] = null;
        var made = (Optimizer)Config.Create(kind, config);
        Assert.That(PlainJson.Of(made.GetConfig()), Is.EqualTo(PlainJson.Of(config)));
        Assert.That(PlainJson.Of(config), Is.Not.EqualTo(PlainJson.Of(start.GetConfig())));
    }

    [Test]
    public void AnUnknownEntryIsNamed() => Assert.That(
        () => Config.Create(typeof(SGD), new JsonObject { ["clip_norm"] = 1 }), Throws.ArgumentException.With.Message.Contains("clip_norm"));

    /// <summary>TF-Keras's entries that say nothing any more.</summary>
    [Test]
    public void OldConfigsAreRead()
    {
        JsonNode config = JsonNode.Parse(
            """{"name": "Adam", "learning_rate": 0.5, "decay": 0.0, "jit_compile": true, "is_legacy_optimizer": false}""")!;
        Assert.That(((Adam)Config.Create(typeof(Adam), config.AsObject())).LearningRate, Is.EqualTo(0.5));
    }

    [Test]
    public void TheRateHasFloatPrecisionAndCanBeSet()
    {
        var optimizer = new Adam(0.1);
        Assert.That(optimizer.LearningRate, Is.EqualTo((double)0.1f));
        optimizer.LearningRate = 0.3;
        Assert.That(optimizer.LearningRate, Is.EqualTo((double)0.3f));
        Assert.That(() => optimizer.LearningRate = -1, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(optimizer.LearningRate, Is.EqualTo((double)0.3f));
        Assert.That(new SGD().LearningRate, Is.EqualTo((double)0.01f));
    }

    [Test]
    public void ARateOfAScheduleFollowsTheStepsAndCannotBeSet()
    {
        using var scope = new TensorScope();
        var optimizer = new SGD(new PiecewiseConstantDecay([1], [0.5, 0.25]));
        var variable = new Variable(Tensor.From(new[] { 1.0 }));
        double[] rates = [.. Enumerable.Range(0, 4).Select(_ =>
        {
            optimizer.Apply([Tensor.From(new[] { 1.0 })], [variable]);
            return optimizer.LearningRate;
        })];
        Assert.That(rates, Is.EqualTo(new[] { 0.5, 0.25, 0.25, 0.25 }));
        Assert.That(variable.Value.Item<double>(), Is.EqualTo(1 - 0.5 - 0.5 - 0.25 - 0.25));
        Assert.That(
            () => optimizer.LearningRate = 1, Throws.InvalidOperationException.With.Message.Contains("PiecewiseConstantDecay"));
    }

    private static JsonNode? Other(string key, JsonNode? value) => (key, value) switch
    {
        ("name", _) => "other",
        ("learning_rate", _) => ConfigJson.Serialize(new CosineDecay(0.5, 7)),
        ("exclude_layers", _) => new JsonArray("a", "b"),
        ("ema_overwrite_frequency" or "gradient_accumulation_steps", _) => 5,
        ("ns_steps", _) => 3,
        (_, null) => 0.5,
        (_, JsonValue flag) when flag.TryGetValue(out bool on) => !on,
        (_, JsonValue number) => number.GetValue<double>() * 0.5,
        _ => throw new ArgumentException(key),
    };
}
