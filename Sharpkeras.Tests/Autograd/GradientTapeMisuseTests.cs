using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Autograd;

/// <summary>What the tape says when it is used in a way that cannot be answered.</summary>
public sealed class GradientTapeMisuseTests
{
    [Test]
    [NoLeak]
    public void UsedTwice()
    {
        var w = new Variable(new[] { 1f });
        using var tape = new GradientTape();
        Tensor loss = w.Value.Square();
        tape.Gradient(loss, [w]);
        Refused(() => tape.Gradient(loss, [w]), "used already");
    }

    [Test]
    [NoLeak]
    public void UsedAfterItsEnd()
    {
        var w = new Variable(new[] { 1f });
        var tape = new GradientTape();
        Tensor loss = w.Value.Square();
        tape.Dispose();
        Refused(() => tape.Gradient(loss, [w]), "used already");
    }

    [Test]
    [NoLeak]
    public void WatchedNothing()
    {
        var w = new Variable(new[] { 1f });
        using var tape = new GradientTape();
        Tensor loss = Ops.Ones([2]) * 3;
        Refused(() => tape.Gradient(loss, [w]), "nothing was recorded");
    }

    [Test]
    [NoLeak]
    public void TargetFromElsewhere()
    {
        using var scope = new TensorScope();
        var w = new Variable(new[] { 1f });
        Tensor early = w.Value.Square();
        using var tape = new GradientTape();
        _ = w.Value.Square();
        Refused(() => tape.Gradient(early, [w]), "target was not computed");
    }

    [Test]
    [NoLeak]
    public void NoPathToAVariable()
    {
        var w = new Variable(new[] { 1f }, "kernel");
        var other = new Variable(new[] { 1f }, "bias");
        using var tape = new GradientTape();
        Tensor loss = w.Value.Square();
        _ = other.Value.Square();
        Refused(() => tape.Gradient(loss, [w, other]), "no path from the target to variable bias");
    }

    [Test]
    [NoLeak]
    public void VariableChangedInBetween()
    {
        var w = new Variable(new[] { 1f }, "kernel");
        using var tape = new GradientTape();
        Tensor loss = w.Value.Square();
        w.Assign(new[] { 2f });
        Refused(() => tape.Gradient(loss, [w]), "kernel");
    }

    [Test]
    [NoLeak]
    public void VariableChangedUnderAView()
    {
        var w = new Variable(new[,] { { 1f }, { 2f } });
        using var tape = new GradientTape();
        Tensor loss = w.Value.Reshape([2]).Square();
        w.AssignAdd(new[] { 2f });
        Refused(() => tape.Gradient(loss, [w]), "was changed between");
    }

    [Test]
    [NoLeak]
    public void NestedTapes()
    {
        using var tape = new GradientTape();
        Assert.That(() => new GradientTape(), Throws.InvalidOperationException.With.Message.Contains("do not nest"));
    }

    [Test]
    [NoLeak]
    public void WatchingIntegers()
    {
        using var tape = new GradientTape();
        Assert.That(() => tape.Watch(new[] { 1, 2 }), Throws.InstanceOf<DTypeException>().With.Message.Contains("int32"));
    }

    [Test]
    [NoLeak]
    public void NextTapeWorksAfterAFailure()
    {
        var w = new Variable(new[] { 1f });
        for (int i = 0; i < 3; i++)
        {
            using var tape = new GradientTape();
            Tensor loss = w.Value.Square();
            Assert.That(() => tape.Gradient(loss, [new Variable(new[] { 1f })]), Throws.InstanceOf<GradientException>());
        }

        using var last = new GradientTape();
        Assert.That(last.Gradient(w.Value.Square(), [w])[0].Item<float>(), Is.EqualTo(2));
    }

    private static void Refused(Action action, string message) =>
        Assert.That(action, Throws.InstanceOf<GradientException>().With.Message.Contains(message));
}
