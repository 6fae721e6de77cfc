using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Optimizers;

/// <summary>The state of optimizers: its order in files, and the memory that steps take.</summary>
[OnDevices]
[NonParallelizable]
public sealed class OptimizerStateTests
{
    /// <summary>The orders of Keras 3.15.1's <c>optimizer.variables</c>, for a kernel and a bias.</summary>
    private static IEnumerable<TestCaseData> Orders()
    {
        TestCaseData Case(Optimizer optimizer, params string[] names) => new TestCaseData(optimizer, names).SetArgDisplayNames(optimizer.Name);
        yield return Case(new SGD());
        yield return Case(new SGD(momentum: 0.9), "kernel_momentum", "bias_momentum");
        yield return Case(new Adam(), "kernel_momentum", "kernel_velocity", "bias_momentum", "bias_velocity");
        yield return Case(
            new Adam(amsgrad: true), "kernel_momentum", "kernel_velocity", "bias_momentum", "bias_velocity", "kernel_velocity_hat", "bias_velocity_hat");
        yield return Case(new Adamax(), "kernel_momentum", "kernel_norm", "bias_momentum", "bias_norm");
        yield return Case(new Nadam(), "kernel_momentum", "kernel_velocity", "bias_momentum", "bias_velocity", "variable");
        yield return Case(
            new RMSprop(momentum: 0.9, centered: true),
            "kernel_velocity", "bias_velocity", "kernel_momentum", "bias_momentum", "kernel_average_gradient", "bias_average_gradient");
        yield return Case(new Adagrad(), "kernel_accumulator", "bias_accumulator");
        yield return Case(
            new Adadelta(), "kernel_accumulated_grad", "kernel_accumulated_delta_var", "bias_accumulated_grad", "bias_accumulated_delta_var");
        yield return Case(new Ftrl(), "kernel_accumulator", "kernel_linear", "bias_accumulator", "bias_linear");
        yield return Case(new Lion(), "kernel_momentum", "bias_momentum");
        yield return Case(new Lamb(), "kernel_momentum", "kernel_velocity", "bias_momentum", "bias_velocity");
        yield return Case(new Adafactor(), "kernel_r", "kernel_c", "kernel_velocity", "bias_r", "bias_c", "bias_velocity");
        yield return Case(new Muon(), "kernel_momentum", "bias_momentum", "bias_velocity");
        yield return Case(
            new SGD(momentum: 0.9, useEma: true, gradientAccumulationSteps: 2),
            "kernel_average", "bias_average", "kernel_gradient_accumulator", "bias_gradient_accumulator", "kernel_momentum", "bias_momentum");
    }

    private static IEnumerable<TestCaseData> Optimizers()
    {
        foreach (TestCaseData order in Orders())
        {
            yield return new TestCaseData(order.Arguments[0]).SetArgDisplayNames(((Optimizer)order.Arguments[0]!).Name);
        }

        yield return new TestCaseData(new Adam(clipnorm: 0.1, weightDecay: 0.1)).SetArgDisplayNames("clipnorm");
        yield return new TestCaseData(new Adam(globalClipnorm: 0.1, lossScaleFactor: 2)).SetArgDisplayNames("global clipnorm");
        yield return new TestCaseData(new SGD(new CosineDecay(1, 9), useEma: true, emaOverwriteFrequency: 1)).SetArgDisplayNames("ema");
    }

    [TestCaseSource(nameof(Orders))]
    public void TheOrderIsThatOfKeras(object made, string[] names)
    {
        var optimizer = (Optimizer)made;
        optimizer.Build(Variables());
        string[] wanted = [.. names.Select(name => name == "variable" ? $"{optimizer.Name}/{name}" : $"{optimizer.Name}/dense_{name}")];
        Assert.That(optimizer.State.Select(state => state.Path), Is.EqualTo(wanted));
        Assert.That(optimizer.State.Select(state => state.Trainable), Is.All.False);
    }

    [TestCaseSource(nameof(Optimizers))]
    public void WarmStepsTakeNoNewMemoryAndTheSameKernels(object made)
    {
        var optimizer = (Optimizer)made;
        int period = optimizer.GradientAccumulationSteps ?? 1;
        MemoryStats stats = MemoryStats.Of(Device.Default);
        Variable[] variables = Variables();
        Tensor[] gradients = [.. variables.Select(variable => Ops.OnesLike(variable.Value))];
        List<(long Misses, long Launches, long Tensors, long Bytes)> seen = [];
        NoLeakAttribute.Live();
        for (int i = 0; i < 6; i++)
        {
            (long misses, long launches) = (stats.PoolMisses, stats.KernelLaunches);
            for (int j = 0; j < period; j++)
            {
                optimizer.Apply(gradients, variables);
            }

            seen.Add((stats.PoolMisses - misses, stats.KernelLaunches - launches, MemoryStats.LiveTensors, stats.LiveBytes));
        }

        Assert.That(seen.Skip(2).Distinct().Count(), Is.EqualTo(1), string.Join("; ", seen));
        Assert.That(seen[^1].Misses, Is.Zero, "pool misses");
    }

    /// <summary>Adam is one kernel for all of these variables, whatever else optimizers can do.</summary>
    [Test]
    public void AdamTakesFewKernels()
    {
        MemoryStats stats = MemoryStats.Of(Device.Default);
        Variable[] variables = Variables();
        Tensor[] gradients = [.. variables.Select(variable => Ops.OnesLike(variable.Value))];
        var adam = new Adam();
        adam.Build(variables);
        long before = stats.KernelLaunches;
        long tensors = MemoryStats.LiveTensors;
        adam.Apply(gradients, variables);
        Assert.That(stats.KernelLaunches - before, Is.EqualTo(1));
        Assert.That(MemoryStats.LiveTensors, Is.EqualTo(tensors));
    }

    [Test]
    public void AGradientThatDoesNotFitIsRefusedBeforeAnythingChanges()
    {
        Variable[] variables = Variables();
        var optimizer = new SGD(1);
        Assert.That(
            () => optimizer.Apply([Ops.Ones([2, 3]), Ops.Ones([2])], variables),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("dense/bias"));
        Assert.That(() => optimizer.Apply([Ops.Ones([2, 3])], variables), Throws.ArgumentException.With.Message.Contains("1 gradients"));
        Assert.That(variables[0].Value.ToArray<float>(), Is.All.EqualTo(1));
        Assert.That(optimizer.Iterations, Is.Zero);
        optimizer.Apply([Ops.Ones([2, 3]), Ops.Ones([3])], variables);
        Assert.That(
            () => optimizer.Apply([Ops.Ones([1])], [new Variable(Ops.Ones([1]), "stranger")]),
            Throws.ArgumentException.With.Message.Contains("stranger"));
    }

    /// <summary>An optimizer of one's own needs a constructor and a step.</summary>
    [Test]
    public void AnOptimizerOfOnesOwnNeedsOnlyAStep()
    {
        using var scope = new TensorScope();
        var variable = new Variable(Tensor.From(new[] { 1.0 }));
        new SignDescent().Apply([Tensor.From(new[] { -7.0 })], [variable]);
        Assert.That(variable.Value.Item<double>(), Is.EqualTo(1.5));
    }

    private static Variable[] Variables() =>
    [
        new Variable(Ops.Ones([2, 3]), "kernel") { Path = "dense/kernel" },
        new Variable(Ops.Ones([3]), "bias") { Path = "dense/bias" },
    ];

    private sealed class SignDescent() : Optimizer(0.5)
    {
        protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate) =>
            variable.AssignSub(Ops.Sign(gradient) * learningRate);
    }
}
