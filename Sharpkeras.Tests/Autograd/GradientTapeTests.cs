using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Autograd;

/// <summary>The tape: what it records and what it gives.</summary>
public sealed class GradientTapeTests
{
    [Test]
    [NoLeak]
    public void GivesGradientsOfVariablesWithoutWatching()
    {
        var w = new Variable(new[] { 1f, 2f, 3f });
        var b = new Variable(Ops.Full([3], 10));
        using var tape = new GradientTape();
        Tensor[] gradients = tape.Gradient(Ops.Sum((w.Value * w.Value) + b), [w, b]);
        Assert.That(gradients[0].ToArray<float>(), Is.EqualTo((float[])[2, 4, 6]));
        Assert.That(gradients[1].ToArray<float>(), Is.EqualTo((float[])[1, 1, 1]));
    }

    [Test]
    [NoLeak]
    public void AddsTheGradientsOfSeveralUses()
    {
        using var tape = new GradientTape();
        Tensor x = new[] { 3f };
        tape.Watch(x);
        Tensor y = (x * x) + (x * 2) + x;
        Assert.That(tape.Gradient(y, x).Item<float>(), Is.EqualTo(2 * 3 + 2 + 1));
    }

    [Test]
    [NoLeak]
    public void SourcesOfASumShareOneGradient()
    {
        var a = new Variable(new[] { 1f, 2f });
        var b = new Variable(new[] { 3f, 4f });
        using var tape = new GradientTape();
        Tensor[] gradients = tape.Gradient(a.Value + b.Value, [a, b, a]);
        Assert.That(gradients.Select(gradient => gradient.ToArray<float>()), Is.All.EqualTo((float[])[1, 1]));
    }

    [Test]
    [NoLeak]
    public void ATargetThatIsNoScalarStandsForItsSum()
    {
        using var tape = new GradientTape();
        Tensor x = new[] { 1f, 2f };
        tape.Watch(x);
        Assert.That(tape.Gradient(x.Square(), x).ToArray<float>(), Is.EqualTo((float[])[2, 4]));
    }

    [Test]
    [NoLeak]
    public void GivesTheGradientOfWhatLiesBetween()
    {
        using var tape = new GradientTape();
        Tensor x = new[] { 2f };
        tape.Watch(x);
        Tensor y = x.Square();
        Tensor z = y.Square();
        Tensor[] gradients = tape.Gradient(z, [y, x]);
        Assert.That(gradients.Select(gradient => gradient.Item<float>()), Is.EqualTo((float[])[8, 32]));
    }

    [Test]
    [NoLeak]
    public void FollowsViewsOfVariables()
    {
        var w = new Variable(new[,] { { 1f, 2f }, { 3f, 4f } });
        using var tape = new GradientTape();
        Tensor y = w.Value.Reshape([4])[1..3] * w.Value[1];
        Assert.That(tape.Gradient(y, [w])[0].ToArray<float>(), Is.EqualTo((float[])[0, 3, 2 + 4, 3]));
    }

    [Test]
    [NoLeak]
    public void GradientsOutliveNothingButTheTape()
    {
        Tensor gradient;
        var w = new Variable(new[] { 1f });
        using (var tape = new GradientTape())
        {
            gradient = tape.Gradient(w.Value.Square(), [w])[0];
        }

        Assert.That(() => gradient.ToArray<float>(), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    [NoLeak]
    public void FrozenVariablesAreConstants()
    {
        var w = new Variable(new[] { 2f }, "frozen", trainable: false);
        var v = new Variable(new[] { 3f }, "free");
        using var tape = new GradientTape();
        Tensor y = w.Value * v.Value;
        Assert.That(() => tape.Gradient(y, [v, w]), Throws.InstanceOf<GradientException>().With.Message.Contains("variable frozen"));
    }

    [Test]
    [NoLeak]
    public void AFrozenVariableCanBeWatched()
    {
        var w = new Variable(new[] { 2f }, trainable: false);
        using var tape = new GradientTape();
        tape.Watch(w);
        Assert.That(tape.Gradient(w.Value.Square(), [w])[0].Item<float>(), Is.EqualTo(4));
    }

    [Test]
    [NoLeak]
    public void StopGradientEndsTheWay()
    {
        using var tape = new GradientTape();
        Tensor x = new[] { 3f };
        tape.Watch(x);
        Assert.That(tape.Gradient(x * x.StopGradient(), x).Item<float>(), Is.EqualTo(3));
    }

    [Test]
    [NoLeak]
    public void CastsCarryGradientsBack()
    {
        using var tape = new GradientTape();
        Tensor x = new[] { 3f };
        tape.Watch(x);
        Tensor gradient = tape.Gradient(x.Cast(DType.Float64).Square(), x);
        Assert.That((gradient.DType, gradient.Item<float>()), Is.EqualTo((DType.Float32, 6f)));
    }

    [Test]
    [NoLeak]
    public void CustomGradientReplacesTheDerived()
    {
        var clipped = new CustomGradient(x => x.Square(), (x, y, dy) => (x + y + dy).Clip(-5, 5));
        using var tape = new GradientTape();
        Tensor x = new[] { 1f, 9f };
        tape.Watch(x);
        Tensor y = clipped.Call(x);
        Assert.That(y.ToArray<float>(), Is.EqualTo((float[])[1, 81]));
        Assert.That(tape.Gradient(y, x).ToArray<float>(), Is.EqualTo((float[])[3, 5]));
    }

    [Test]
    [NoLeak]
    public void ACustomGradientMayReturnATensorFromOutside()
    {
        using var scope = new TensorScope();
        Tensor constant = new[] { 7f };
        var fixedGradient = new CustomGradient(x => x * 2, (_, _, _) => constant);
        using (var tape = new GradientTape())
        {
            Tensor x = new[] { 1f };
            tape.Watch(x);
            Assert.That(tape.Gradient(fixedGradient.Call(x), x).Item<float>(), Is.EqualTo(7));
        }

        Assert.That(constant.Item<float>(), Is.EqualTo(7), "the tensor still belongs to the scope it was made in");
    }

    [Test]
    [NoLeak]
    public void ThreadsHaveTapesOfTheirOwn()
    {
        var w = new Variable(new[] { 3f });
        using var tape = new GradientTape();
        Tensor loss = w.Value.Square();
        float other = Task.Run(() =>
        {
            using var inner = new GradientTape();
            return inner.Gradient(w.Value * 5, [w])[0].Item<float>();
        }).Result;
        Assert.That((tape.Gradient(loss, [w])[0].Item<float>(), other), Is.EqualTo((6f, 5f)));
    }

    [Test]
    [NoLeak]
    public void KeepsOnlyWhatGradientsRead()
    {
        using var scope = new TensorScope();
        var w = new Variable(Ops.Ones([1024]));
        using var tape = new GradientTape();
        long before = Sharpkeras.Devices.MemoryStats.LiveTensors;
        Tensor sum = w.Value;
        for (int i = 0; i < 10; i++)
        {
            using var inner = new TensorScope();
            sum = inner.Keep(sum + 1);
        }

        // Each round leaves its sum, which the scope around it keeps; the constant goes, since sums keep nothing.
        Assert.That(Sharpkeras.Devices.MemoryStats.LiveTensors - before, Is.EqualTo(10));
    }
}
