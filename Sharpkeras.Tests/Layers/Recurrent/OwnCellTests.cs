using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Cells of one's own in <see cref="RNN"/>.</summary>
[OnDevices]
public sealed class OwnCellTests
{
    [SetUp]
    public void Register()
    {
        KerasRegistry.Register<Decay>();
        KerasRegistry.Register<Noisy>();
    }

    [Test]
    [NoLeak]
    public void GoesOverSequences()
    {
        using var scope = new TensorScope();
        Tensor x = LayerCheck.Numbers([2, 4, 3]);
        var cell = new Decay(2, 0.5, dtype: DType.Float64);
        var layer = new RNN(cell, returnSequences: true, returnState: true, dtype: DType.Float64);
        Tensors got = layer.CallAll(x);
        double[,] kernel = Matrix(layer.Weights[0].Value);
        double[] input = x.ToArray<double>();
        for (int sample = 0; sample < 2; sample++)
        {
            for (int unit = 0; unit < 2; unit++)
            {
                double state = 1;
                for (int step = 0; step < 4; step++)
                {
                    state *= 0.5;
                    for (int i = 0; i < 3; i++)
                    {
                        state += input[(((sample * 4) + step) * 3) + i] * kernel[i, unit];
                    }

                    Assert.That(got[0][sample, step, unit].Item<double>(), Is.EqualTo(-state).Within(1e-13));
                }

                Assert.That(got[1][sample, unit].Item<double>(), Is.EqualTo(state).Within(1e-13));
            }
        }

        Assert.That(got[2].ToArray<double>(), Is.All.EqualTo(4), "the second state counts steps");
        LayerCheck.Gradients(layer, x);
    }

    [Test]
    public void IsSavedAndComesBack()
    {
        using var folder = new TemporaryFolder();
        var model = new Sequential([new InputLayer([4, 3]), new Bidirectional(new RNN(new Decay(2, 0.25))), new Dense(1)]);
        Tensor x = LayerCheck.Numbers([2, 4, 3], dtype: DType.Float32);
        float[] want = model.Predict(x).ToArray<float>();
        foreach (string name in new[] { "own.keras", "own.h5" })
        {
            model.Save(folder.File(name));
            Assert.That(Model.Load(folder.File(name)).Predict(x).ToArray<float>(), Is.EqualTo(want), name);
        }

        LayerCheck.RoundTrip(new RNN(new StackedRNNCells([new Decay(2, 0.5), new GRUCell(3), new Decay(4, 0.125)])));
    }

    [Test]
    public void StacksWithTheFrameworksCells()
    {
        var layer = new RNN(new StackedRNNCells([new Decay(2, 0.5), new LSTMCell(3)]), returnState: true, name: "stack");
        Tensors got = layer.CallAll(Ops.Ones([2, 4, 3]));
        Assert.That(got.Select(output => output.Shape), Is.EqualTo(new Shape[] { [2, 3], [2, 2], [2, 1], [2, 3], [2, 3] }));
        Assert.That(layer.Weights.Select(weight => weight.Path[..weight.Path.LastIndexOf('/')]).Distinct(), Has.Exactly(2).StartsWith("stack/stacked_rnn_cells"));
    }

    [Test]
    public void ACellInsideAnotherDropsTheSameAtAllSteps()
    {
        Tensor x = Ops.Ones([1, 6, 40]);
        var layer = new RNN(new Noisy(40), returnSequences: true);
        layer.Call(x);
        layer.SetWeights([.. layer.Weights.Select(weight => weight.Name == "kernel" ? Ops.Eye(40).ToHost() : Ops.Zeros(weight.Shape).ToHost())]);
        Tensor y = layer.Call(x, training: true);
        float[] first = y[.., 0].ToArray<float>();
        Assert.That(first, Does.Contain(0f).And.Contain(2f));
        for (int step = 1; step < 6; step++)
        {
            Assert.That(y[.., step].ToArray<float>(), Is.EqualTo(first), $"step {step}");
        }

        Assert.That(layer.Call(x, training: true)[.., 0].ToArray<float>(), Is.Not.EqualTo(first), "the next call draws anew");
        Assert.That(layer.Call(x).ToArray<float>(), Is.All.EqualTo(1));
    }

    [Test]
    public void RefusesStatesThatDoNotFit()
    {
        Tensor x = Ops.Ones([2, 4, 3]);
        Assert.That(
            () => new RNN(new Wrong(states: 2, size: 3, name: "odd")).Call(x),
            Throws.ArgumentException.With.Message.Contains("odd (Wrong)").And.Message.Contains("as many states"));
        Assert.That(
            () => new RNN(new Wrong(states: 1, size: 4)).Call(x), Throws.InstanceOf<ShapeException>().With.Message.Contains("keeps its shape"));
        Assert.That(
            () => new LSTMCell(3).CallAll([Ops.Ones([2, 4]), Ops.Ones([2, 3])]),
            Throws.ArgumentException.With.Message.Contains("2 states").And.Message.Contains("2 tensors"));
        Assert.That(() => new StackedRNNCells([]), Throws.ArgumentException.With.Message.Contains("one cell or more"));
    }

    private static double[,] Matrix(Tensor tensor)
    {
        double[] values = tensor.ToArray<double>();
        double[,] matrix = new double[tensor.Shape[0], tensor.Shape[1]];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
        return matrix;
    }

    /// <summary>The state decays towards what comes in; it begins with ones. A second state counts the steps, and the output is the negative state.</summary>
    private sealed class Decay(int units, double rate, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : RNNCell(name, trainable, dtype)
    {
        private Variable kernel = null!;

        public int Units { get; } = units;

        public double Rate { get; } = rate;

        public override OneOrMore<int> StateSize => new[] { Units, 1 };

        public override Tensors GetInitialState(int batchSize) => new[] { Ops.Ones([batchSize, Units], DType), Ops.Zeros([batchSize, 1], DType) };

        public override void Build(Shape inputShape) => kernel = AddWeight("kernel", [inputShape[^1], Units], "glorot_uniform");

        protected override (Tensor Output, Tensors States) Step(Tensor input, Tensors states, CallContext context)
        {
            Tensor next = (states[0] * Rate) + Ops.MatMul(input, kernel);
            return (-next, new[] { next, states[1] + 1 });
        }
    }

    /// <summary>A cell that holds another.</summary>
    private sealed class Noisy(int units, string? name = null) : RNNCell(name)
    {
        private readonly SimpleRNNCell inner = new(units, activation: "linear", dropout: 0.5, seed: 5);

        public int Units { get; } = units;

        public override OneOrMore<int> StateSize => Units;

        protected override (Tensor Output, Tensors States) Step(Tensor input, Tensors states, CallContext context)
        {
            Tensors result = inner.CallAll([input, states[0]], context);
            return (result[0], result[1]);
        }
    }

    private sealed class Wrong(int states, int size, string? name = null) : RNNCell(name)
    {
        public override OneOrMore<int> StateSize => 3;

        protected override (Tensor Output, Tensors States) Step(Tensor input, Tensors before, CallContext context) =>
            (input, Enumerable.Range(0, states).Select(_ => Ops.Ones([input.Shape[0], size])).ToArray());
    }
}
