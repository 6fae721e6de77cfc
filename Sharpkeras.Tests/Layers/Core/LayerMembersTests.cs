using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Losses that layers add, counts of weights, and where layers inside are found.</summary>
[OnDevices]
public sealed class LayerMembersTests
{
    [Test]
    [NoLeak]
    public void ALossOfACallIsInItsContext()
    {
        using var scope = new TensorScope();
        using var call = new StepCall(training: true);
        new Outer().Call(Ops.Full([2, 3], 2), call.Context);
        Assert.That(call.Context.Losses.Select(loss => loss.Item<double>()), Is.EqualTo(new double[] { 12, 24 }));
        Assert.That(call.Context.Losses.Select(loss => loss.Rank), Is.All.Zero);
    }

    [Test]
    public void AddedLossesAreTrained()
    {
        var model = new Sequential([new InputLayer([2]), new Dense(2, useBias: false, kernelInitializer: "ones"), new Summing()]);
        model.Compile(new SGD(0.5));
        model.Fit(Ops.Ones([1, 2]), Ops.Ones([1, 2]), epochs: 1, verbosity: Verbosity.Silent);
        Assert.That(model.GetWeights().Single().Bytes, Is.EqualTo(Ops.Full([2, 2], 0.5).ToHost().Bytes));
    }

    [Test]
    public void OutsideOfACallThereIsNothingToAddTo() =>
        Assert.That(() => new Summing().AddOutside(), Throws.InvalidOperationException.With.Message.Contains("Summing").And.Message.Contains("Forward"));

    [Test]
    public void LossesAreThePenaltiesOnTrainableWeights()
    {
        var layer = new Dense(2, kernelRegularizer: new Regularizers.L2(0.5), kernelInitializer: "ones", biasRegularizer: "l1");
        layer.Call(Ops.Ones([1, 3]));
        Assert.That(layer.Losses.Select(loss => loss.Item<double>()), Is.EqualTo(new[] { 3.0, 0.0 }));
        using (var tape = new GradientTape())
        {
            Assert.That(tape.Gradient(layer.Losses[0], layer.TrainableWeights[0].Value).ToArray<float>(), Is.All.EqualTo(1f));
        }

        layer.Trainable = false;
        Assert.That(layer.Losses, Is.Empty);
    }

    [Test]
    public void ActivityPenaltiesOfScalarsAreNotDivided()
    {
        using var call = new StepCall(training: false);
        new Reducing().Call(Ops.Full([4], 3), call.Context);
        Assert.That(call.Context.Losses.Single().Item<double>(), Is.EqualTo(12));
    }

    [Test]
    public void WeightsThatDoNotExistAreNotCounted()
    {
        var layer = new Dense(2, name: "later");
        Assert.That(() => layer.CountParams(), Throws.InvalidOperationException.With.Message.Contains("later (Dense)").And.Message.Contains("not built"));
        layer.Call(Ops.Ones([1, 3]));
        Assert.That(layer.CountParams(), Is.EqualTo(8));
    }

    [Test]
    public void LayersAreFoundInListsDictionariesAndTuples()
    {
        var holder = new Holder();
        Assert.That(holder.SubLayers.Select(layer => layer.Name), Is.EqualTo(new[] { "field", "list", "deep", "value", "left", "right" }));
        holder.Trainable = false;
        Assert.That(holder.SubLayers.Select(layer => layer.Trainable), Is.All.False);
    }

    private sealed class Summing : Layer
    {
        public void AddOutside() => AddLoss(Ops.Ones([]));

        protected override Tensor Forward(Tensor input, CallContext context)
        {
            AddLoss(input);
            return input;
        }
    }

    private sealed class Outer : Layer
    {
        private readonly Summing inner = new();

        protected override Tensor Forward(Tensor input, CallContext context)
        {
            Tensor first = inner.Call(input);
            AddLoss((first * 2).Cast(DType.Int32));
            return new Sequential([new Dense(1)]).Call(first); // built inside of a call: its symbolic losses stay its own
        }
    }

    private sealed class Reducing : Layer
    {
        public Reducing()
        {
            ActivityRegularizer = new Regularizers.L1(1);
        }

        protected override Tensor Forward(Tensor input, CallContext context) => Ops.Sum(input);
    }

    private sealed class Holder : Layer
    {
        private readonly Layer field = new Identity(name: "field");
        private readonly object[] list;
        private readonly Dictionary<string, Layer> map = new() { ["key"] = new Identity(name: "value") };
        private readonly (Layer Left, int Number, Layer Right) pair = (new Identity(name: "left"), 3, new Identity(name: "right"));
        private readonly string text = "text";
        private readonly double[] numbers = [1, 2];

        public Holder()
        {
            list = [new Identity(name: "list"), new List<Layer> { field, new Identity(name: "deep") }, "text", null!];
            list[3] = list;
        }

        protected override Tensor Forward(Tensor input, CallContext context) =>
            ((Layer)list[0]).Call(map["key"].Call(pair.Left.Call(input * (numbers.Length + text.Length), context), context), context);
    }
}
