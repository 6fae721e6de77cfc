using Sharpkeras.Devices;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Autograd;

/// <summary>Elementwise gradients are written over the gradient they read, but only where nobody else looks at that.</summary>
public sealed class OverwrittenGradientTests
{
    private static readonly float[] Values = [-1, 2, -3, 4];

    [Test]
    [NoLeak]
    public void AChainOfActivationsTakesNoMemoryForEach()
    {
        long few = RentsOfGradient(3);
        long many = RentsOfGradient(13);
        Assert.That(many, Is.EqualTo(few), "blocks rented on the way back");
    }

    [Test]
    [NoLeak]
    public void AGradientThatIsAskedForKeepsItsValue()
    {
        using var tape = new GradientTape();
        Tensor x = Values;
        tape.Watch(x);
        Tensor inner = Ops.Relu(x * 3);
        Tensor outer = Ops.Relu(inner - 5);
        Tensor[] gradients = tape.Gradient(outer * 2, [inner, outer, x]);
        Assert.That(gradients[0].ToArray<float>(), Is.EqualTo((float[])[0, 2, 0, 2]));
        Assert.That(gradients[1].ToArray<float>(), Is.EqualTo((float[])[2, 2, 2, 2]));
        Assert.That(gradients[2].ToArray<float>(), Is.EqualTo((float[])[0, 6, 0, 6]));
    }

    [Test]
    [NoLeak]
    public void BothTermsOfASumGetTheWholeGradient()
    {
        using var tape = new GradientTape();
        Tensor x = Values;
        tape.Watch(x);
        Tensor[] gradients = tape.Gradient(Ops.Relu(x) + Ops.Relu(-x), [x]);
        Assert.That(gradients[0].ToArray<float>(), Is.EqualTo((float[])[-1, 1, -1, 1]));
    }

    [Test]
    [NoLeak]
    public void AViewOfTheGradientDoesNotSeeWhatComesLater()
    {
        using var tape = new GradientTape();
        Tensor x = Values;
        tape.Watch(x);
        Tensor first = Ops.Relu(x);
        Tensor second = Ops.Relu(Ops.Reshape(first, [2, 2]) - 3);
        Tensor[] gradients = tape.Gradient(second + Ops.Reshape(first, [2, 2]), [x, first]);
        Assert.That(gradients[1].ToArray<float>(), Is.EqualTo((float[])[1, 1, 1, 2]));
        Assert.That(gradients[0].ToArray<float>(), Is.EqualTo((float[])[0, 1, 0, 2]));
    }

    [Test]
    [NoLeak]
    public void AGradientThatAProgramKeepsStaysAsItWas()
    {
        using var scope = new TensorScope();
        using var tape = new GradientTape();
        Tensor? seen = null;
        var through = new CustomGradient(y => y * 1, (_, _, dy) => seen = scope.Keep(dy * 1));
        Tensor x = Values;
        tape.Watch(x);
        Tensor loss = through.Call(Ops.Relu(x)) * 7;
        Assert.That(tape.Gradient(loss, x).ToArray<float>(), Is.EqualTo((float[])[0, 7, 0, 7]));
        Assert.That(seen!.ToArray<float>(), Is.EqualTo((float[])[7, 7, 7, 7]));
    }

    private static long RentsOfGradient(int activations)
    {
        using var tape = new GradientTape();
        Tensor x = Values;
        tape.Watch(x);
        Tensor y = x;
        for (int i = 0; i < activations; i++)
        {
            y = Ops.Relu(y);
        }

        MemoryStats stats = MemoryStats.Of(Device.Cpu);
        long before = stats.Rents;
        tape.Gradient(y, x);
        return stats.Rents - before;
    }
}
