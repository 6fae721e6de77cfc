using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>The layer that only adds a penalty; Keras's case is in the goldens.</summary>
[OnDevices]
public sealed class ActivityRegularizationTests
{
    [Test]
    public void ThePenaltyIsDividedByTheBatch()
    {
        using var scope = new TensorScope();
        using var call = new StepCall(true);
        Tensor x = Tensor.FromSpan<float>([1, -2, 3, 0], [2, 2]);
        Assert.That(new ActivityRegularization(0.1, 0.5).Call(x, call.Context).ToArray<float>(), Is.EqualTo(x.ToArray<float>()));
        Assert.That(call.Context.Losses.Single().Item<float>(), Is.EqualTo(((0.1 * 6) + (0.5 * 14)) / 2).Within(1e-6));
    }

    [TestCase(-0.1, 0, "l1")]
    [TestCase(0, double.NaN, "l2")]
    public void FactorsOutsideOfTheirRange(double l1, double l2, string name) =>
        Assert.That(() => new ActivityRegularization(l1, l2), Throws.InstanceOf<ArgumentException>().With.Message.Contains(name));
}
