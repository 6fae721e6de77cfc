using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>The loops over a source that does not know how long it is give what they give for arrays.</summary>
[OnDevices]
public sealed class BatchSourceTests
{
    private Sequential model = null!;
    private Tensor x = null!;
    private Tensor y = null!;

    [SetUp]
    public void MakeModel()
    {
        (x, y) = SmallModels.Data(11, 3, 6);
        model = SmallModels.Compiled(SmallModels.Mlp());
    }

    [Test]
    public void Predictions([Values(null, 1, 2, 3, 4)] int? steps)
    {
        using var scope = new TensorScope();
        Tensors outputs = TrainerOf().Predict(new Unknown(x, y), steps);
        Assert.That(outputs[0].ToArray<float>(), Is.EqualTo(model.Predict(x, batchSize: 4, steps: steps).ToArray<float>()));
    }

    [Test]
    public void Evaluation([Values(null, 2)] int? steps)
    {
        using var scope = new TensorScope();
        var logs = TrainerOf().Evaluate(new Unknown(x, y), steps);
        Assert.That(logs["loss"], Is.EqualTo(model.Evaluate(x, y, batchSize: 4, steps: steps, verbosity: Verbosity.Silent).Loss));
    }

    [Test]
    public void Training([Values(null, 2, 3, 5)] int? stepsPerEpoch)
    {
        using var scope = new TensorScope();
        Sequential other = SmallModels.Compiled(SmallModels.Mlp());
        other.SetWeights(model.GetWeights());
        History history = TrainerOf().Fit(new Unknown(x, y), new Unknown(x, y), new FitOptions(3, 0, stepsPerEpoch, null, 1));
        History expected = other.Fit(
            x, y, batchSize: 4, epochs: 3, stepsPerEpoch: stepsPerEpoch, shuffle: false, validationData: (x, y), verbosity: Verbosity.Silent);
        Assert.That(history["loss"], Is.EqualTo(expected["loss"]));
        Assert.That(history["val_loss"], Is.EqualTo(expected["val_loss"]));
        Assert.That(SmallModels.WeightBytes(model), Is.EqualTo(SmallModels.WeightBytes(other)));
    }

    private Trainer TrainerOf() => new(model, new CallbackList(model, null, Verbosity.Silent, new CallbackParams(3, 0)), default);

    private sealed class Unknown(Tensor x, Tensor y) : BatchSource
    {
        private readonly ArrayBatches inner = new(4, x.Device, [x], [y], []);

        public override int? Count => null;

        public override int? Samples => null;

        public override void Begin() => inner.Begin();

        public override Rows? Next() => inner.Next();

        public override void GetState(StateDictionary state) => inner.GetState(state);

        public override void SetState(StateDictionary state) => inner.SetState(state);
    }
}
