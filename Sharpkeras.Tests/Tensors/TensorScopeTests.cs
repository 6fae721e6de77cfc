using Sharpkeras.Devices;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Basics;

/// <summary>Who frees memory.</summary>
public sealed class TensorScopeTests
{
    [Test]
    [NoLeak]
    public void AScopeReleasesWhatWasMadeInIt()
    {
        Tensor inside;
        long before = MemoryStats.LiveTensors;
        using (new TensorScope())
        {
            inside = Ops.Ones([3]) + 1;
            Assert.That(inside.ToArray<float>(), Is.All.EqualTo(2));
        }

        Assert.That(MemoryStats.LiveTensors, Is.EqualTo(before));
        Assert.That(
            () => inside.Shape.Rank + inside.ToArray<float>().Length,
            Throws.InstanceOf<ObjectDisposedException>().With.Message.Contains("scope.Keep"));
    }

    [Test]
    [NoLeak]
    public void KeptTensorsMoveOutward()
    {
        using var outer = new TensorScope();
        Tensor kept;
        using (var inner = new TensorScope())
        {
            kept = inner.Keep(Ops.Ones([3]));
        }

        Assert.That(kept.ToArray<float>(), Is.All.EqualTo(1));
    }

    [Test]
    [NoLeak]
    public void KeptTensorsOfTheOutermostScopeGoToTheCollector()
    {
        Assert.That(MadeAndKept(), Is.EqualTo(3));
    }

    [Test]
    [NoLeak]
    public void ViewsHoldTheMemory()
    {
        using var outer = new TensorScope();
        Tensor view;
        using (var inner = new TensorScope())
        {
            Tensor whole = Ops.Arange(10);
            view = inner.Keep(whole[7..]);
        }

        Assert.That(view.ToArray<int>(), Is.EqualTo((int[])[7, 8, 9]));
    }

    [Test]
    [NoLeak]
    public void VariablesLeaveTheScopeTheyWereBuiltIn()
    {
        Variable variable;
        using (new TensorScope())
        {
            variable = new Variable(Ops.Ones([3]));
        }

        Assert.That(variable.Value.ToArray<float>(), Is.All.EqualTo(1));
    }

    [Test]
    [NoLeak]
    public void ScopesEndInReverseOrder()
    {
        var outer = new TensorScope();
        var inner = new TensorScope();
        Assert.That(outer.Dispose, Throws.InvalidOperationException.With.Message.Contains("reverse order"));
        inner.Dispose();
        outer.Dispose();
        outer.Dispose();
    }

    [Test]
    [NoLeak]
    public void AScopeEndsOnItsOwnThread()
    {
        var scope = new TensorScope();
        Assert.That(() => Task.Run(scope.Dispose).Wait(), Throws.InstanceOf<AggregateException>());
        scope.Dispose();
    }

    [Test]
    [NoLeak]
    public void ManyTensorsInOneScope()
    {
        using var scope = new TensorScope();
        Tensor sum = Ops.Zeros([1]);
        for (int i = 0; i < 1000; i++)
        {
            sum += 1;
        }

        Assert.That(sum.Item<int>(), Is.EqualTo(1000));
    }

    [Test]
    [NoLeak]
    public void AWarmLoopAsksTheSystemForNothing()
    {
        MemoryStats stats = MemoryStats.Of(Device.Cpu);
        Round();
        long misses = stats.PoolMisses;
        long live = stats.LiveBytes;
        long launches = stats.KernelLaunches;
        Round();
        long one = stats.KernelLaunches - launches;
        Round();
        Assert.That(stats.PoolMisses, Is.EqualTo(misses));
        Assert.That(stats.LiveBytes, Is.EqualTo(live));
        Assert.That(stats.KernelLaunches - launches, Is.EqualTo(2 * one));
    }

    [Test]
    [NoLeak]
    public void CountersTellBytesInUse()
    {
        MemoryStats stats = MemoryStats.Of(Device.Cpu);
        using var scope = new TensorScope();
        long live = stats.LiveBytes;
        stats.ResetPeak();
        using (new TensorScope())
        {
            _ = Ops.Zeros([1 << 16]);
            Assert.That(stats.LiveBytes - live, Is.EqualTo(1 << 18));
        }

        Assert.That((stats.LiveBytes - live, stats.PeakBytes - live), Is.EqualTo((0L, 1L << 18)));
        Assert.That(stats.ReservedBytes, Is.GreaterThanOrEqualTo(stats.PeakBytes));
    }

    private static int MadeAndKept()
    {
        using var scope = new TensorScope();
        return (int)scope.Keep(Ops.Ones([3])).Length;
    }

    private static void Round()
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Ones([30, 20]);
        _ = Ops.Sum(x.MatMul(x.Transpose()).Relu() / 3, [1]).ToArray<float>();
    }
}
