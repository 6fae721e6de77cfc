using Sharpkeras.Checkpoints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Checkpoints;

/// <summary>What a checkpoint keeps, and what it refuses.</summary>
[OnDevices]
public sealed class CheckpointTests
{
    private TemporaryFolder folder = null!;
    private Tensor x = null!;
    private Tensor y = null!;

    [SetUp]
    public void Prepare()
    {
        folder = new TemporaryFolder();
        (x, y) = SmallModels.Data(20, 5, 9, 8, 2);
    }

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void ALoopOfStepsGoesOnWithTheSameBits()
    {
        Sequential model = SmallModels.Compiled(SmallModels.Cnn());
        var checkpoint = new Checkpoint(model) { Step = 2 };
        Steps(model, 2);
        checkpoint.Save(folder.File("c.h5"));
        Evaluation expected = Steps(model, 3);
        byte[][] bytes = ResumedTraining.Bytes(model);
        Steps(model, 1);
        checkpoint.Step = 77;
        checkpoint.Restore(folder.File("c.h5"));
        Assert.That(checkpoint.Step, Is.EqualTo(2));
        Assert.That(Steps(model, 3).Loss, Is.EqualTo(expected.Loss), "a mean over the steps before too");
        Assert.That(ResumedTraining.Bytes(model), Is.EqualTo(bytes));

        Sequential other = SmallModels.Compiled(SmallModels.Cnn());
        var again = new Checkpoint(other);
        again.Restore(folder.File("c.h5"));
        Assert.That(again.Step, Is.EqualTo(2));
        Evaluation result = Steps(other, 3);
        Assert.That((result.Loss, result["accuracy"]), Is.EqualTo((expected.Loss, expected["accuracy"])));
        Assert.That(ResumedTraining.Bytes(other), Is.EqualTo(bytes));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "c.h5" }));
    }

    [Test]
    public void EvaluationIsNotAffected()
    {
        Sequential model = SmallModels.Compiled(SmallModels.Cnn());
        Steps(model, 2);
        new Checkpoint(model).Save(folder.File("c.h5"));
        double expected = model.Evaluate(x, y, verbosity: Verbosity.Silent).Loss;
        Sequential other = SmallModels.Compiled(SmallModels.Cnn());
        new Checkpoint(other).Restore(folder.File("c.h5"));
        Assert.That(other.Evaluate(x, y, verbosity: Verbosity.Silent).Loss, Is.EqualTo(expected), "the metrics of the training are not in it");
        Sequential used = SmallModels.Cnn();
        new Checkpoint(used).Restore(folder.File("c.h5"));
        Assert.That(used.Predict(x).ToArray<float>(), Is.EqualTo(model.Predict(x).ToArray<float>()), "a model that is not compiled needs no optimizer");
    }

    [Test]
    public void RandomNumbersOfTheProcessGoOn()
    {
        var checkpoint = new Checkpoint();
        checkpoint.Save(folder.File("c.h5"));
        float[] expected = Ops.Dropout(Ops.Ones([50]), 0.5).ToArray<float>();
        Keras.SetRandomSeed(12);
        checkpoint.Restore(folder.File("c.h5"));
        Assert.That(Ops.Dropout(Ops.Ones([50]), 0.5).ToArray<float>(), Is.EqualTo(expected));
    }

    [Test]
    public void WhatIsAddedIsKept()
    {
        var variable = new Variable(Ops.Ones([2, 3]), "temperature");
        var generator = new SeedGenerator(3);
        var metric = new Sharpkeras.Metrics.Mean();
        var second = new Sequential([new InputLayer([4]), new Dense(2), new Dropout(0.5)]);
        var optimizer = new Adam(0.3);
        optimizer.Build(second.TrainableVariables);
        Checkpoint All()
        {
            var checkpoint = new Checkpoint();
            checkpoint.Add("temperature", variable);
            checkpoint.Add("noise", generator);
            checkpoint.Add("mean", metric);
            checkpoint.Add("critic", second);
            checkpoint.Add("critic_optimizer", optimizer);
            return checkpoint;
        }

        generator.Reserve(100);
        metric.UpdateState(Ops.Ones([3]) * 5);
        (ulong Key, ulong Counter) random = (generator.Key, generator.Counter);
        byte[][] weights = SmallModels.WeightBytes(second);
        All().Save(folder.File("c.h5"));
        variable.Assign(Ops.Zeros([2, 3]));
        generator.Reserve(100);
        metric.ResetState();
        second.SetWeights([.. second.GetWeights().Select(weight => new HostArray(weight.DType, weight.Shape, new byte[weight.Bytes.Length]))]);
        optimizer.LearningRate = 0.1;
        All().Restore(folder.File("c.h5"));
        Assert.That(variable.Value.ToArray<float>(), Is.All.EqualTo(1));
        Assert.That((generator.Key, generator.Counter), Is.EqualTo(random));
        Assert.That(metric.Result(), Is.EqualTo(5));
        Assert.That(SmallModels.WeightBytes(second), Is.EqualTo(weights));
        Assert.That(optimizer.LearningRate, Is.EqualTo(0.3f));
        Assert.That(() => All().Add("noise", generator), Throws.ArgumentException.With.Message.Contains("'noise'"));
        Assert.That(() => All().Add("", generator), Throws.ArgumentException);
        Assert.That(() => All().Add("a/b", generator), Throws.ArgumentException);
    }

    [Test]
    public void AnotherModelIsRefusedWithBothListsAndNothingIsChanged()
    {
        new Checkpoint(SmallModels.Compiled(SmallModels.Cnn())).Save(folder.File("c.h5"));
        Sequential other = SmallModels.Compiled(new Sequential([new InputLayer([9, 8, 2]), new Flatten(), new Dense(5), new Dense(7)]));
        var checkpoint = new Checkpoint(other) { Step = 5 };
        byte[][] bytes = ResumedTraining.Bytes(other);
        var error = Assert.Throws<ModelFileException>(() => checkpoint.Restore(folder.File("c.h5")));
        Assert.That(error!.Message, Does.Contain("c.h5").And.Contain("Only in the file: layers/conv2d/vars/0 [3, 3, 2, 5] float32")
            .And.Contain("Only here:").And.Contain("layers/dense/vars/0 [144, 5] float32").And.Contain("layers/dense_1/vars/1 [7] float32"));
        Assert.That(ResumedTraining.Bytes(other), Is.EqualTo(bytes));
        Assert.That(checkpoint.Step, Is.EqualTo(5));
    }

    [Test]
    public void AModelOfOnesOwnIsCalledFirst()
    {
        Tensor two = Ops.Ones([4, 2]);
        var model = new TwoOutputs();
        model.CallAll(two);
        new Checkpoint(model).Save(folder.File("c.h5"));
        var other = new TwoOutputs();
        Assert.That(() => new Checkpoint(other).Restore(folder.File("c.h5")), Throws.InvalidOperationException.With.Message.Contains("is not built"));
        other.CallAll(two);
        new Checkpoint(other).Restore(folder.File("c.h5"));
        Assert.That(SmallModels.WeightBytes(other), Is.EqualTo(SmallModels.WeightBytes(model)));
        Assert.That(new TwoOutputs().Weights, Is.Empty);
    }

    [Test]
    public void SavingBeforeTheFirstStepDoesNotDisturbIt()
    {
        var model = new TwoOutputs();
        model.Compile(new SGD(0.1, momentum: 0.9), loss: ["mse", "sparse_categorical_crossentropy"]);
        model.EnsureBuilt([4, 2]);
        new Checkpoint(model).Save(folder.File("c.h5"));
        model.TrainOnBatch(Ops.Ones([4, 2]), [Ops.Ones([4]), Ops.Zeros([4], DType.Int32)]);
        Assert.That(model.Optimizer.State, Has.Count.EqualTo(4));
        Assert.That(model.GetWeights().SelectMany(weight => weight.Bytes), Has.Some.Not.Zero);
    }

    [Test]
    public void OtherDropoutOptimizersAndPartsAreRefused()
    {
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        new Checkpoint(model).Save(folder.File("c.h5"));
        Refused(new Checkpoint(SmallModels.Compiled(SmallModels.Mlp(), new SGD(0.1))), "Only in the file: Adam", "Only here: SGD");
        Refused(new Checkpoint(SmallModels.Compiled(SmallModels.Mlp(), new Adam(useEma: true))), "Only here: ", "11 [3] float32");
        var dropout = new Sequential([new InputLayer([6]), new Dense(8), new Dropout(0.5), new Dense(3)]);
        Refused(new Checkpoint(dropout), "Only here: random/layers/dropout/0/counter");
        var more = new Checkpoint(model);
        more.Add("noise", new SeedGenerator(1));
        Refused(more, "has no 'added/noise'", "It has: metrics, model, optimizer, random, step");
        Refused(new Checkpoint(SmallModels.Mlp(), new SGD(0.1)), "SGD");
    }

    [Test]
    public void WhenAnObjectRefusesTheOthersAreAsBefore()
    {
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        var generator = new SeedGenerator(1);
        var checkpoint = new Checkpoint(model) { Step = 1 };
        checkpoint.Add("noise", generator);
        checkpoint.Add("picky", new Picky());
        checkpoint.Save(folder.File("c.h5"));
        byte[][] bytes = ResumedTraining.Bytes(SmallModels.Compiled(model));
        checkpoint.Step = 8;
        generator.Reserve(12);
        model.SetWeights([.. model.GetWeights().Select(weight => new HostArray(weight.DType, weight.Shape, new byte[weight.Bytes.Length]))]);
        byte[][] zeros = SmallModels.WeightBytes(model);
        Assert.That(() => checkpoint.Restore(folder.File("c.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("not today"));
        Assert.That((checkpoint.Step, generator.Counter), Is.EqualTo((8, 3ul)));
        Assert.That(SmallModels.WeightBytes(model), Is.EqualTo(zeros));
        Assert.That(bytes, Is.Not.EqualTo(zeros));
    }

    [Test]
    public void OtherFilesAreNoCheckpoints()
    {
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        model.SaveWeights(folder.File("w.weights.h5"));
        Assert.That(() => new Checkpoint(model).Restore(folder.File("w.weights.h5")), Fails("is no checkpoint. Its root has: vars, layers, optimizer"));
        Assert.That(() => new Checkpoint(model).Restore(folder.File("none.h5")), Fails("none.h5"));
        Assert.That(() => new Checkpoint(model).Save(folder.File("none/c.h5")), Fails("does not exist"));
        var open = new Sequential([new Dense(3)]);
        Assert.That(() => new Checkpoint(open).Save(folder.File("c.h5")), Throws.InvalidOperationException.With.Message.Contains("is not built"));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "w.weights.h5" }));
    }

    private Evaluation Steps(Sequential model, int count)
    {
        Evaluation result = model.TrainOnBatch(x[..5], y[..5]);
        for (int i = 1; i < count; i++)
        {
            result = model.TrainOnBatch(x[(5 * (i % 4))..(5 * ((i % 4) + 1))], y[(5 * (i % 4))..(5 * ((i % 4) + 1))]);
        }

        return result;
    }

    private void Refused(Checkpoint checkpoint, params string[] problems)
    {
        var error = Assert.Throws<ModelFileException>(() => checkpoint.Restore(folder.File("c.h5")));
        foreach (string problem in problems)
        {
            Assert.That(error!.Message, Does.Contain(problem));
        }
    }

    private static NUnit.Framework.Constraints.Constraint Fails(string problem) => Throws.InstanceOf<ModelFileException>().With.Message.Contains(problem);

    private sealed class Picky : IStateful
    {
        private bool refuses = true;

        public void GetState(StateDictionary state) => state.Set("mood", "good");

        public void SetState(StateDictionary state)
        {
            if (refuses)
            {
                refuses = false;
                throw new ModelFileException("not today");
            }
        }
    }
}
