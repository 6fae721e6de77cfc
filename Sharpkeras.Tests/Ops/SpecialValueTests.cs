using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Ends of ranges, ties, and values that are not numbers.</summary>
[OnDevices]
[Category("Kernels")]
public sealed class SpecialValueTests
{
    private const float Infinity = float.PositiveInfinity;

    private static IEnumerable<TestCaseData> Cases() =>
    [
        Case("sigmoid", x => x.Sigmoid(), [-200, -Infinity, 200, Infinity], [0, 0, 1, 1]),
        Case("softplus", x => x.Softplus(), [-200, -Infinity, 200, Infinity], [0, 0, 200, Infinity]),
        Case("tanh", x => x.Tanh(), [-200, 200, 0], [-1, 1, 0]),
        Case("relu", x => x.Relu(), [float.NaN, -Infinity, Infinity], [float.NaN, 0, Infinity]),
        Case("log", x => x.Log(), [0, -1, Infinity], [-Infinity, float.NaN, Infinity]),
        Case("softmax", x => x.Softmax(), [1e4f, 1e4f, -1e4f], [0.5f, 0.5f, 0]),
        Case("log_softmax", x => x.LogSoftmax(), [-1e4f, 0, -1e30f], [-1e4f, 0, -1e30f]),
        Case("logsumexp", x => x.Logsumexp(), [1e4f, 1e4f], [1e4f + MathF.Log(2)]),
        Case("logsumexp of an infinity", x => x.Logsumexp(), [1, Infinity, -Infinity], [Infinity]),
        Case("logsumexp of nothing but −∞", x => x.Logsumexp(), [-Infinity, -Infinity], [-Infinity]),
        Case("logsumexp of no number", x => x.Logsumexp(), [1, float.NaN, Infinity], [float.NaN]),
        Case("max", x => x.Max(), [1, float.NaN, 3], [float.NaN]),
        Case("argmax", x => x.ArgMax().Cast(DType.Float32), [1, float.NaN, 3], [1]),
        Case("sign", x => x.Sign(), [float.NaN, -0f, Infinity], [float.NaN, 0, 1]),
        Case("round", x => x.Round(), [0.5f, 1.5f, 2.5f, -0.5f, -1.5f], [0, 2, 2, 0, -2]),
        Case("clip", x => x.Clip(-1, 1), [float.NaN, -Infinity, 2], [float.NaN, -1, 1]),
        Case("mod", x => x % 3, [5, -5, 3], [2, 1, 0]),
        Case("mod of negative", x => x % -3, [5, -5], [-1, -2]),
        Case("power", x => Ops.Power(x, Ops.Full([], 2)), [-3, 0], [9, 0]),
    ];

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void Values(Func<Tensor, Tensor> function, float[] x, float[] want)
    {
        float[] got = function(x).ToArray<float>();
        Assert.That(got, Has.Length.EqualTo(want.Length));
        for (int i = 0; i < want.Length; i++)
        {
            bool exact = !float.IsFinite(want[i]);
            Assert.That(got[i], exact ? Is.EqualTo(want[i]) : Is.EqualTo(want[i]).Within(1e-6 * (1 + Math.Abs(want[i]))));
        }
    }

    [Test]
    [NoLeak]
    public void EqualMaximaShareTheGradient()
    {
        Assert.That(Gradient(x => x.Max(), [3, 1, 3, 3]), Is.EqualTo((float[])[1 / 3f, 0, 1 / 3f, 1 / 3f]));
        Assert.That(Gradient(x => x.Min(), [3, 1, 1]), Is.EqualTo((float[])[0, 0.5f, 0.5f]));
    }

    [Test]
    [NoLeak]
    public void EqualOperandsOfMaximumGiveTheGradientToTheFirst()
    {
        Assert.That(Gradient(x => Ops.Maximum(x, Ops.Full([], 2)), [1, 2, 3]), Is.EqualTo((float[])[0, 1, 1]));
        Assert.That(Gradient(x => Ops.Maximum(Ops.Full([], 2), x), [1, 2, 3]), Is.EqualTo((float[])[0, 0, 1]));
    }

    [Test]
    [NoLeak]
    public void GradientOfProductsWithZeros()
    {
        Assert.That(Gradient(x => x.Prod(), [2, 0, 3]), Is.EqualTo((float[])[0, 6, 0]));
        Assert.That(Gradient(x => x.Prod(), [2, 0, 0]), Is.EqualTo((float[])[0, 0, 0]));
    }

    [Test]
    [NoLeak]
    public void MaximumPoolingGivesTheGradientToTheFirst()
    {
        float[] dx = Gradient(x => x.Reshape([1, 2, 2, 1]).MaxPool2D((2, 2)), [1, 5, 5, 5]);
        Assert.That(dx, Is.EqualTo((float[])[0, 1, 0, 0]));
    }

    [Test]
    [NoLeak]
    public void ReluHasNoGradientAtZero()
    {
        Assert.That(Gradient(x => x.Relu(), [-1, 0, 1]), Is.EqualTo((float[])[0, 0, 1]));
    }

    [Test]
    [NoLeak]
    public void CrossEntropyOfASoftmaxLosesNoDigits()
    {
        Tensor labels = new[] { 1 };
        Tensor logits = new[,] { { 60f, 0f } };
        Assert.That(Ops.SparseCategoricalCrossentropy(labels, logits.Softmax()).Item<float>(), Is.EqualTo(60));
        Assert.That(Ops.CategoricalCrossentropy(new[,] { { 0f, 1f } }, logits.Softmax()).Item<float>(), Is.EqualTo(60));
    }

    [Test]
    [NoLeak]
    public void ASoftmaxStandsForItsLogitsAlsoWhenCalledLogits()
    {
        Tensor output = Ops.Softmax(new[,] { { 60f, 0f } });
        float sparse = Ops.SparseCategoricalCrossentropy(new[] { 1 }, output, fromLogits: true).Item<float>();
        float dense = Ops.CategoricalCrossentropy(new[,] { { 0f, 1f } }, output, fromLogits: true).Item<float>();
        Assert.That((sparse, dense), Is.EqualTo((60f, 60f)));
    }

    [Test]
    [NoLeak]
    public void ProbabilitiesAreCutAsKerasCutsThem()
    {
        // keras.ops on TensorFlow: the sparse form cuts first (here to 1 − 1e-7 each) and then divides by the sum.
        Tensor output = new[,] { { 2f, 3f } };
        float sparse = Ops.SparseCategoricalCrossentropy(new[] { 0 }, output).Item<float>();
        float dense = Ops.CategoricalCrossentropy(new[,] { { 1f, 0f } }, output).Item<float>();
        Assert.That(sparse, Is.EqualTo(MathF.Log(2)).Within(1e-6));
        Assert.That(dense, Is.EqualTo(-MathF.Log(0.4f)).Within(1e-6));
    }

    private static float[] Gradient(Func<Tensor, Tensor> function, float[] values)
    {
        using var tape = new GradientTape();
        Tensor x = values;
        tape.Watch(x);
        return tape.Gradient(function(x), x).ToArray<float>();
    }

    private static TestCaseData Case(string name, Func<Tensor, Tensor> function, float[] x, float[] want) =>
        new TestCaseData(function, x, want).SetArgDisplayNames(name);
}
