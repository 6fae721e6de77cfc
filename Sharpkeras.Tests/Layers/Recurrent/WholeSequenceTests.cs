using Sharpkeras.Devices;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Layers that go through a sequence by one operation give what they give step by step.</summary>
[OnDevices]
public sealed class WholeSequenceTests
{
    private static readonly Dictionary<string, Func<Form, bool, RNN>> Makers = new()
    {
        ["SimpleRNN"] = (form, unroll) => new SimpleRNN(
            5, dropout: form.Dropout, seed: 7, returnSequences: form.Sequences, returnState: true, goBackwards: form.Backwards, unroll: unroll, zeroOutputForMask: form.Zero, useBias: form.Bias, dtype: DType.Float64),
        ["LSTM"] = (form, unroll) => new LSTM(
            5, dropout: form.Dropout, seed: 7, returnSequences: form.Sequences, returnState: true, goBackwards: form.Backwards, unroll: unroll, zeroOutputForMask: form.Zero, useBias: form.Bias, dtype: DType.Float64),
        ["GRU"] = (form, unroll) => new GRU(
            5, dropout: form.Dropout, seed: 7, returnSequences: form.Sequences, returnState: true, goBackwards: form.Backwards, unroll: unroll, zeroOutputForMask: form.Zero, useBias: form.Bias, dtype: DType.Float64),
    };

    private static readonly Form[] Forms =
    [
        new(Sequences: true), new(Sequences: false), new(Sequences: true, Backwards: true), new(Sequences: false, Bias: false), new(Sequences: true, Mask: true), new(Sequences: false, Mask: true),
        new(Sequences: true, Mask: true, Zero: true, Backwards: true), new(Sequences: false, Mask: true, Zero: true), new(Sequences: true, Dropout: 0.4), new(Sequences: false, Dropout: 0.4, Mask: true),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from kind in Makers.Keys
        from form in Forms
        select new TestCaseData(kind, form).SetArgDisplayNames(kind, form.ToString());

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void EqualsStepByStep(string kind, object item)
    {
        var form = (Form)item;
        double[][] want = Run(Makers[kind](form, true), form);
        double[][] got = Run(Makers[kind](form, false), form);
        Assert.That(got, Has.Length.EqualTo(want.Length));
        for (int i = 0; i < want.Length; i++)
        {
            Assert.That(got[i], Is.EqualTo(want[i]).Within(1e-12), $"output or gradient {i}");
        }
    }

    [Test]
    public void TheProcessorStartsNoMoreKernelsForMoreSteps([Values("SimpleRNN", "LSTM", "GRU")] string kind)
    {
        // other devices may take the steps one by one
        using IDisposable processor = Device.Use(Device.Cpu);
        using var scope = new TensorScope();
        RNN layer = Makers[kind](new Form(Sequences: true), false);
        long[] counts = [.. new[] { 3, 30 }.Select(steps =>
        {
            Tensor x = Ops.Ones([2, steps, 3], DType.Float64);
            layer.CallAll(x);
            long before = MemoryStats.Of(Device.Cpu).KernelLaunches;
            layer.CallAll(x);
            return MemoryStats.Of(Device.Cpu).KernelLaunches - before;
        })];
        Assert.That(counts[1], Is.EqualTo(counts[0]));
    }

    [Test]
    public void OtherFunctionsAndDroppedStatesGoStepByStep()
    {
        using var scope = new TensorScope();
        RNN[] layers =
        [
            new LSTM(4, activation: "relu"), new LSTM(4, recurrentActivation: "hard_sigmoid"), new GRU(4, resetAfter: false), new SimpleRNN(4, activation: "sigmoid"), new LSTM(4, recurrentDropout: 0.5),
        ];
        Assert.That(layers.Select(layer => LaunchesOf(layer, 12) > LaunchesOf(layer, 3)), Is.All.True);
    }

    private static long LaunchesOf(RNN layer, int steps)
    {
        Tensor x = Ops.Ones([2, steps, 3]);
        layer.Call(x, training: true);
        long before = MemoryStats.Of(Device.Default).KernelLaunches;
        layer.Call(x, training: true);
        return MemoryStats.Of(Device.Default).KernelLaunches - before;
    }

    /// <summary>The outputs, and the gradients of a weighted sum of all of them for the input and the weights.</summary>
    private static double[][] Run(RNN layer, Form form)
    {
        using var tape = new GradientTape();
        Tensor x = LayerCheck.Numbers([3, 4, 2]);
        layer.EnsureBuilt(x.Shape);
        layer.SetWeights([.. layer.Weights.Select((weight, i) => HostArray.From<double>([.. LayerGradients.Numbers(i, weight.Value.Length, -2).Select(value => value / 4)], weight.Shape))]);
        tape.Watch(x);
        Tensor given = form.Mask
            ? Ops.WithMask(x, LayerCheck.Mask(new[,] { { false, true, false, true }, { true, true, false, false }, { false, false, false, false } }))
            : x;
        Tensors outputs = layer.CallAll(given, training: true);
        Tensor target = Ops.Zeros([], DType.Float64);
        foreach (Tensor output in outputs)
        {
            target += Ops.Sum(output * LayerCheck.Numbers(output.Shape));
        }

        Tensor[] gradients = tape.Gradient(target, [x, .. layer.TrainableWeights.Select(weight => weight.Value)]);
        return [.. outputs.Concat(gradients).Select(tensor => tensor.ToArray<double>())];
    }

    private sealed record Form(
        bool Sequences, bool Backwards = false, bool Bias = true, bool Mask = false, bool Zero = false, double Dropout = 0);
}
