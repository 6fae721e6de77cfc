using Sharpkeras.Initializers;
using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Serialization;
using Folding = Sharpkeras.Losses.Reduction;

namespace Sharpkeras.Tests.LossChecks;

/// <summary>Names of losses, and what their constructors refuse.</summary>
public sealed class LossArgumentTests
{
    private static IEnumerable<TestCaseData> Refusals() =>
    [
        Case("bce smoothing", () => new BinaryCrossentropy(labelSmoothing: 1.5), "binary_crossentropy", "labelSmoothing", "[0, 1]", "1.5"),
        Case("cce smoothing", () => new CategoricalCrossentropy(labelSmoothing: double.NaN), "categorical_crossentropy", "[0, 1]", "NaN"),
        Case("focal alpha", () => new BinaryFocalCrossentropy(alpha: -0.1), "alpha", "[0, 1]", "-0.1"),
        Case("focal gamma", () => new BinaryFocalCrossentropy(gamma: -1), "gamma", "at least 0", "-1"),
        Case("focal smoothing", () => new BinaryFocalCrossentropy(labelSmoothing: 2), "labelSmoothing", "[0, 1]", "2"),
        Case("categorical focal alpha", () => new CategoricalFocalCrossentropy([0.1, -2]), "alpha", "at least 0", "-2"),
        Case("categorical focal gamma", () => new CategoricalFocalCrossentropy(gamma: double.PositiveInfinity), "gamma", "finite"),
        Case("categorical focal smoothing", () => new CategoricalFocalCrossentropy(labelSmoothing: -1), "labelSmoothing", "[0, 1]"),
        Case("generalized", () => new CategoricalGeneralizedCrossEntropy(1), "q", "(0, 1)", "1"),
        Case("circle gamma", () => new Circle(gamma: 0), "circle", "gamma", "above 0"),
        Case("circle margin", () => new Circle(margin: 1.1), "margin", "[0, 1]", "1.1"),
        Case("huber", () => new Huber(delta: 0), "huber_loss", "delta", "above 0", "0"),
        Case("tversky alpha", () => new Tversky(alpha: -1), "tversky", "alpha", "at least 0", "-1"),
        Case("tversky beta", () => new Tversky(beta: double.NaN), "beta", "NaN"),
        Case("dtype", () => new MeanSquaredError(dtype: DType.Int32), "mean_squared_error", "dtype", "float32 or float64", "int32"),
        Case("labels", () => new CategoricalGeneralizedCrossEntropy().Call(new[] { 0, 3 }, Ops.Ones([2, 3])), "label", "[0, 2]", "3"),
        Case("label count", () => new CategoricalGeneralizedCrossEntropy().Call(new[] { 0 }, Ops.Ones([2, 3])), "[1]", "[2, 3]"),
        Case("alpha count", () => new CategoricalFocalCrossentropy([0.1, 0.2]).Call(Ops.Ones([2, 3]), Ops.Ones([2, 3])), "alpha", "3", "2"),
        Case("circle labels", () => new Circle().Call(new[] { 0 }, Ops.Ones([2, 3])), "circle", "[1]", "[2, 3]"),
        Case("axis", () => new Dice(axis: 2).Call(Ops.Ones([2, 3]), Ops.Ones([2, 3])), "axis 2"),
        Case("name", () => (Loss)"mean_sqared_error", "loss", "mean_sqared_error", "mean_squared_error"),
    ];

    [TestCaseSource(nameof(Refusals))]
    public void Refused(object action, object parts)
    {
        NUnit.Framework.Constraints.Constraint wanted = Throws.InstanceOf<ArgumentException>();
        foreach (string part in (string[])parts)
        {
            wanted = wanted.And.Message.Contains(part);
        }

        Assert.That(() => ((Func<object>)action)(), wanted);
    }

    [TestCase("mse", typeof(MeanSquaredError))]
    [TestCase("MSE", typeof(MeanSquaredError))]
    [TestCase("mean_squared_error", typeof(MeanSquaredError))]
    [TestCase("mae", typeof(MeanAbsoluteError))]
    [TestCase("MAPE", typeof(MeanAbsolutePercentageError))]
    [TestCase("msle", typeof(MeanSquaredLogarithmicError))]
    [TestCase("bce", typeof(BinaryCrossentropy))]
    [TestCase("kld", typeof(KLDivergence))]
    [TestCase("kl_divergence", typeof(KLDivergence))]
    [TestCase("log_cosh", typeof(LogCosh))]
    [TestCase("logcosh", typeof(LogCosh))]
    [TestCase("huber", typeof(Huber))]
    [TestCase("hinge", typeof(Hinge))]
    [TestCase("squared_hinge", typeof(SquaredHinge))]
    [TestCase("categorical_hinge", typeof(CategoricalHinge))]
    [TestCase("poisson", typeof(Poisson))]
    [TestCase("cosine_similarity", typeof(CosineSimilarity))]
    [TestCase("binary_focal_crossentropy", typeof(BinaryFocalCrossentropy))]
    [TestCase("categorical_focal_crossentropy", typeof(CategoricalFocalCrossentropy))]
    [TestCase("dice", typeof(Dice))]
    [TestCase("tversky", typeof(Tversky))]
    [TestCase("circle", typeof(Circle))]
    public void NamesGiveLossesOfThatName(string name, Type type)
    {
        Loss loss = name;
        Assert.That(loss, Is.InstanceOf(type));
        Assert.That(loss.Name, Is.EqualTo(name));
    }

    [Test]
    public void AClassNameGivesItsOwnName() => Assert.That(((Loss)"Huber").Name, Is.EqualTo("huber_loss"));

    [Test]
    public void CrossentropyIsResolvedByShapes()
    {
        Loss loss = "crossentropy";
        Tensor probabilities = new[,] { { 0.2f, 0.8f } };
        double want = -Math.Log(0.8);
        Assert.That(loss.Call(new[] { 1 }, probabilities).Item<float>(), Is.EqualTo(want).Within(1e-6));
        Assert.That(loss.Call(new[,] { { 0f, 1f } }, probabilities).Item<float>(), Is.EqualTo(want).Within(1e-6));
        Assert.That(loss.Call(new[,] { { 1f } }, new[,] { { 0.8f } }).Item<float>(), Is.EqualTo(want).Within(1e-6));
    }

    [Test]
    public void BothFormsOfAnAxisAreKept()
    {
        Assert.That(new Dice(axis: 1).GetConfig()["axis"]!.ToJsonString(), Is.EqualTo("1"));
        Assert.That(new Dice(axis: [1, 2]).GetConfig()["axis"]!.ToJsonString(), Is.EqualTo("[1,2]"));
        Assert.That(new Dice().GetConfig()["axis"], Is.Null);
    }

    [Test]
    public void NoReductionIsReadFromBothOfKerassForms()
    {
        foreach (string text in (string[])["""{"reduction": null}""", """{"reduction": "none"}"""])
        {
            var config = System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();
            var loss = (Loss)Config.Create(typeof(MeanSquaredError), config);
            Assert.That(loss.Reduction, Is.EqualTo(Folding.None));
        }
    }

    /// <summary>1 − 1e-26 and 1 − 3e-27 are both 1 in float32; the logits still tell them apart.</summary>
    [Test]
    public void ASigmoidsOutputLosesNoDigits()
    {
        Tensor logits = new[,] { { 60f, -60f } };
        Tensor targets = new[,] { { 0f, 1f } };
        Assert.That(new BinaryCrossentropy().Call(targets, Ops.Sigmoid(logits)).Item<float>(), Is.EqualTo(60));
        var layer = new Dense(1, activation: "sigmoid", kernelInitializer: new Constant(60));
        Assert.That(new BinaryCrossentropy().Call(Ops.Zeros([1, 1]), layer.Call(Ops.Ones([1, 1]))).Item<float>(), Is.EqualTo(60));
    }

    [Test]
    public void ASoftmaxsLogitsAreNotTakenForASigmoids()
    {
        Tensor logits = new[,] { { 0f, 0f } };
        Assert.That(
            new BinaryCrossentropy().Call(new[,] { { 1f, 0f } }, Ops.Softmax(logits + 3)).Item<float>(),
            Is.EqualTo(Math.Log(2)).Within(1e-6));
    }

    private static TestCaseData Case(string name, Func<object> action, params string[] parts) =>
        new TestCaseData(action, parts).SetArgDisplayNames(name);
}
