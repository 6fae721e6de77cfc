using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Saving.Hdf5;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>Keras's weight files, in both directions.</summary>
[OnDevices]
public sealed class WeightsFileTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Open() => folder = new TemporaryFolder();

    [TearDown]
    public void Close() => folder.Dispose();

    [Test]
    public void PathsAreFieldsAndCountedClasses()
    {
        var model = new Own();
        model.Call(Ops.Ones([2, 3]));
        model.SaveWeights(folder.File("own.weights.h5"));
        using H5Reader file = H5Reader.Open(folder.File("own.weights.h5"));
        Assert.That(file.Children(""), Is.EquivalentTo(new[] { "blocks", "first_layer", "vars" }));
        Assert.That(file.Children("blocks"), Is.EquivalentTo(new[] { "dense", "dense_1", "dropout" }));
        Assert.That(file.Children("first_layer"), Is.EquivalentTo(new[] { "layers", "vars" }));
        Assert.That(file.ShapeOf("blocks/dense_1/vars/0"), Is.EqualTo((Shape)new[] { 5, 6 }));
        var other = new Own();
        other.Call(Ops.Ones([2, 3]));
        other.LoadWeights(folder.File("own.weights.h5"));
        Assert.That(SmallModels.WeightBytes(other), Is.EqualTo(SmallModels.WeightBytes(model)));
    }

    [Test]
    public void TrainingGoesOnBitEqual()
    {
        var (x, y) = SmallModels.Data(40, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp(), new Adam(0.01, amsgrad: true));
        model.Fit(x, y, verbosity: Verbosity.Silent);
        model.SaveWeights(folder.File("a.weights.h5"));
        Sequential again = SmallModels.Compiled(SmallModels.Mlp(), new Adam(0.5, amsgrad: true));
        again.LoadWeights(folder.File("a.weights.h5"));
        Assert.That(again.Optimizer.LearningRate, Is.EqualTo(model.Optimizer.LearningRate));
        model.Fit(x, y, shuffle: false, verbosity: Verbosity.Silent);
        again.Fit(x, y, shuffle: false, verbosity: Verbosity.Silent);
        Assert.That(SmallModels.WeightBytes(again), Is.EqualTo(SmallModels.WeightBytes(model)));
        Assert.That(again.Optimizer.Iterations, Is.EqualTo(model.Optimizer.Iterations));
    }

    [Test]
    public void AnotherOptimizersStateIsLeftOutWithAWarning()
    {
        var (x, y) = SmallModels.Data(10, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        model.Fit(x, y, verbosity: Verbosity.Silent);
        model.SaveWeights(folder.File("a.weights.h5"));
        Sequential other = SmallModels.Compiled(SmallModels.Mlp(), new SGD(0.25, momentum: 0.9));
        var warnings = new List<string>();
        Log.Warning += warnings.Add;
        try
        {
            other.LoadWeights(folder.File("a.weights.h5"));
        }
        finally
        {
            Log.Warning -= warnings.Add;
        }

        Assert.That(warnings, Has.Some.Contains("does not fit").And.Some.Contains(folder.File("a.weights.h5")));
        Assert.That(other.Optimizer.LearningRate, Is.EqualTo(0.25));
        Assert.That(SmallModels.WeightBytes(other), Is.EqualTo(SmallModels.WeightBytes(model)));
    }

    [Test]
    public void WhatDoesNotFitChangesNothing()
    {
        SmallModels.Mlp().SaveWeights(folder.File("mlp.weights.h5"));
        Sequential more = new([new InputLayer([6]), new Dense(8), new Dense(3), new Dense(3)]);
        byte[][] before = SmallModels.WeightBytes(more);
        Refused(() => more.LoadWeights(folder.File("mlp.weights.h5")), "another model", "(Dense): [8, 3], [3] | layers/dense_1: [8, 3], [3]", "| layers/dense_2: nothing", "skipMismatch");
        Sequential wider = new([new InputLayer([6]), new Dense(8), new Dense(4)]);
        Refused(() => wider.LoadWeights(folder.File("mlp.weights.h5")), "[8, 4]", "[8, 3]");
        Refused(() => more.LoadWeights(GoldenFolder.At("models", "mlp_sgd_l2.h5")), "another model", "[6, 8], [8] | dense_3: [6, 8], [8]");
        Refused(() => more.LoadWeights(folder.File("none.weights.h5")), "none.weights.h5");
        File.WriteAllText(folder.File("text.weights.h5"), "no weights at all");
        Refused(() => more.LoadWeights(folder.File("text.weights.h5")), "text.weights.h5");
        Assert.That(SmallModels.WeightBytes(more), Is.EqualTo(before));
        Assert.That(() => more.SaveWeights(folder.File("a.keras")), Throws.ArgumentException.With.Message.Contains(".weights.h5"));
        Assert.That(() => new Own().SaveWeights(folder.File("b.weights.h5")), Throws.InvalidOperationException.With.Message.Contains("built"));
    }

    private static void Refused(Action action, params string[] parts)
    {
        string message = Assert.Catch<ModelFileException>(action)!.Message;
        Assert.That(parts, Is.All.Matches<string>(message.Contains), message);
    }

    private sealed class Own : Model
    {
        private readonly Layer[] blocks = [new Dense(5), new Dropout(0.5), new Dense(6)];

        public Sequential FirstLayer { get; } = new([new Dense(4)]);

        protected override Tensor Forward(Tensor input, CallContext context)
        {
            Tensor x = FirstLayer.Call(input, context);
            foreach (Layer block in blocks)
            {
                x = block.Call(x, context);
            }

            return x;
        }
    }
}
