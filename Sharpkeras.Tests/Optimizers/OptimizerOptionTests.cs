using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Optimizers;

/// <summary>What all optimizers can do: clipping, decay, moving averages, collected gradients, the scale of the loss.</summary>
[OnDevices]
public sealed class OptimizerOptionTests
{
    private const double Rate = 0.25;

    private OptimizerRun run = null!;
    private TensorScope scope = null!;

    [SetUp]
    public void Open()
    {
        scope = new TensorScope();
        run = new OptimizerRun([3, 4], [5], []);
    }

    [TearDown]
    public void Close() => scope.Dispose();

    [TestCase(0.7)]
    [TestCase(100)]
    public void ALongGradientIsShortened(double limit) => Compare(
        new SGD(Rate, clipnorm: limit),
        gradients => [.. gradients.Select(g => Scaled(g, Math.Min(1, limit / NaiveVariable.Norm(g))))]);

    [TestCase(0.7)]
    [TestCase(100)]
    public void AllGradientsTogetherAreShortened(double limit) => Compare(
        new SGD(Rate, globalClipnorm: limit),
        gradients => [.. gradients.Select(g => Scaled(g, Math.Min(1, limit / NaiveVariable.Norm(gradients.SelectMany(each => each)))))]);

    [Test]
    public void LargeElementsAreCut() => Compare(
        new SGD(Rate, clipvalue: 0.3), gradients => [.. gradients.Select(g => g.Select(each => Math.Clamp(each, -0.3, 0.3)).ToArray())]);

    [Test]
    public void ALimitOfZeroIsNone()
    {
        Compare(new SGD(Rate, clipnorm: 0), gradients => gradients);
        Compare(new SGD(Rate, clipvalue: 0), gradients => gradients);
        Compare(new SGD(Rate, globalClipnorm: 0), gradients => gradients);
    }

    [Test]
    public void ZeroGradientsStayZeroWhenClipped()
    {
        var variable = new Variable(Ops.Ones([3]));
        foreach (var optimizer in new[] { new SGD(1, clipnorm: 1), new SGD(1, globalClipnorm: 1) })
        {
            optimizer.Apply([Ops.Zeros([3])], [variable]);
        }

        Assert.That(variable.Value.ToArray<float>(), Is.EqualTo(new float[] { 1, 1, 1 }));
    }

    [Test]
    public void GradientsThatAreNotFiniteMakeAllNotANumberWhenClippedTogether()
    {
        var variables = new[] { new Variable(Ops.Ones([1])), new Variable(Ops.Ones([1])) };
        new SGD(1, globalClipnorm: 1).Apply([Tensor.From(new[] { float.PositiveInfinity }), Ops.Ones([1])], variables);
        Assert.That(variables.Select(variable => variable.Value.ToArray<float>()[0]), Is.All.NaN);
    }

    [Test]
    public void GradientsAreDividedByTheScaleOfTheLossBeforeAllElse()
    {
        var optimizer = new SGD(Rate, clipvalue: 0.1, lossScaleFactor: 8);
        Compare(optimizer, gradients => [.. gradients.Select(g => g.Select(each => Math.Clamp(each / 8, -0.1, 0.1)).ToArray())]);
        Tensor loss = Tensor.Scalar(3.0);
        Assert.That(optimizer.ScaleLoss(loss).Item<double>(), Is.EqualTo(24));
        Assert.That(new SGD().ScaleLoss(loss), Is.SameAs(loss));
    }

    [Test]
    public void WeightsDecayBeforeTheStep()
    {
        run.Variables[0].Path = "dense/kernel";
        run.Variables[1].Path = "dense/bias";
        var optimizer = new SGD(Rate, weightDecay: 0.125);
        optimizer.ExcludeFromWeightDecay([run.Variables[2]], ["no_such", "^dense/b"]);
        double[] decays = [0.125, 0, 0];
        Step(4, optimizer, (gradients, _) =>
        {
            for (int i = 0; i < gradients.Length; i++)
            {
                Change(i, (w, j) => w - (w * decays[i] * Rate) - (Rate * gradients[i][j]));
            }
        });
    }

    [Test]
    public void AdamWsDecayIsNotSeenByItsMeans()
    {
        var optimizer = new AdamW(Rate, weightDecay: 0.5, epsilon: 1e-3);
        var adam = NaiveSteps.Adam(0.9, 0.999, 1e-3);
        Step(4, optimizer, (gradients, t) =>
        {
            for (int i = 0; i < gradients.Length; i++)
            {
                Change(i, (w, _) => w * (1 - (0.5 * Rate)));
                adam(run.Naive[i], gradients[i], t, Rate);
            }
        });
    }

    [Test]
    public void MuonHasADecayForEachKindOfVariable()
    {
        var optimizer = new Muon(Rate, weightDecay: 0.5, adamWeightDecay: 0.25, epsilon: 1e-3);
        var muon = NaiveMatrixSteps.Muon(0.95, true, 5, 0.2, (3.4445, -4.775, 2.0315));
        var adam = NaiveSteps.Adam(0.9, 0.999, 1e-3);
        Step(3, optimizer, (gradients, t) =>
        {
            for (int i = 0; i < gradients.Length; i++)
            {
                Change(i, (w, _) => w * (1 - ((i == 0 ? 0.5 : 0.25) * Rate)));
                (i == 0 ? muon : adam)(run.Naive[i], gradients[i], t, Rate);
            }
        });
    }

    [Test]
    public void WhatDoesNotDecayIsSaidBeforeTheFirstStep()
    {
        var optimizer = new SGD(weightDecay: 0.1);
        optimizer.Build(run.Variables);
        Assert.That(() => optimizer.ExcludeFromWeightDecay(names: ["bias"]), Throws.InvalidOperationException.With.Message.Contains("sgd"));
        Assert.That(() => new SGD().ExcludeFromWeightDecay(names: ["("]), Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void AveragesReplaceTheVariablesEachFewStepsAndAtTheEnd()
    {
        const double memory = 0.75;
        double[][] averages = [.. run.Naive.Select(variable => new double[variable.Length])];
        var optimizer = new SGD(Rate, useEma: true, emaMomentum: memory, emaOverwriteFrequency: 3);
        Step(8, optimizer, (gradients, t) =>
        {
            for (int i = 0; i < gradients.Length; i++)
            {
                Change(i, (w, j) => w - (Rate * gradients[i][j]));
                for (int j = 0; j < averages[i].Length; j++)
                {
                    double kept = t == 1 ? 0 : memory;
                    averages[i][j] = (kept * averages[i][j]) + ((1 - kept) * run.Naive[i].Values[j]);
                }

                if (t % 3 == 0)
                {
                    averages[i].CopyTo(run.Naive[i].Values, 0);
                }
            }
        });
        optimizer.FinalizeVariableValues(run.Variables);
        for (int i = 0; i < averages.Length; i++)
        {
            averages[i].CopyTo(run.Naive[i].Values, 0);
        }

        run.CheckVariables("the end");
    }

    [Test]
    public void WithoutAveragesNothingIsReplaced()
    {
        var optimizer = new SGD(Rate);
        optimizer.Apply(run.ToTensors(run.Gradients()), run.Variables);
        double[] before = run.Variables[0].Value.ToArray<double>();
        optimizer.FinalizeVariableValues(run.Variables);
        Assert.That(run.Variables[0].Value.ToArray<double>(), Is.EqualTo(before));
        var averaging = new SGD(Rate, useEma: true);
        averaging.Apply(run.ToTensors(run.Gradients()), run.Variables);
        Assert.That(
            () => averaging.FinalizeVariableValues([run.Variables[0], new Variable(Ops.Ones([1]), "stranger")]),
            Throws.ArgumentException.With.Message.Contains("stranger"));
    }

    /// <summary>The mean makes a step of Adam each third time, with the rate that the schedule has for the number of gradients.</summary>
    [Test]
    public void CollectedGradientsMakeOneStep()
    {
        var schedule = new PolynomialDecay(0.5, decaySteps: 16, endLearningRate: 0);
        var optimizer = new Adam(schedule, epsilon: 1e-3, weightDecay: 0.5, clipvalue: 0.2, gradientAccumulationSteps: 3);
        var adam = NaiveSteps.Adam(0.9, 0.999, 1e-3);
        double[][] sums = [.. run.Naive.Select(variable => new double[variable.Length])];
        Step(9, optimizer, (gradients, t) =>
        {
            for (int i = 0; i < gradients.Length; i++)
            {
                sums[i] = [.. sums[i].Select((sum, j) => sum + gradients[i][j])];
                if (t % 3 == 0)
                {
                    double rate = 0.5 * (1 - ((t - 1) / 16.0));
                    Change(i, (w, _) => w * (1 - (0.5 * rate)));
                    adam(run.Naive[i], [.. sums[i].Select(sum => Math.Clamp(sum / 3, -0.2, 0.2))], t / 3, rate);
                    Array.Clear(sums[i]);
                }
            }
        });
        Assert.That(optimizer.Iterations, Is.EqualTo(3));
        Assert.That(optimizer.LearningRate, Is.EqualTo(0.5 * (7 / 16.0)));
    }

    /// <summary>As in Keras averages move at each gradient, and are as new as the first step until it is done.</summary>
    [Test]
    public void AveragesFollowWhileGradientsAreCollected()
    {
        var variable = new Variable(Tensor.From(new[] { 1.0 }));
        var optimizer = new SGD(1, gradientAccumulationSteps: 2, useEma: true, emaMomentum: 0.5);
        double[] seen = [.. Enumerable.Range(0, 4).Select(_ =>
        {
            optimizer.Apply([Tensor.From(new[] { 1.0 })], [variable]);
            return optimizer.MovingAverages[0].Value.Item<double>();
        })];
        Assert.That(seen, Is.EqualTo(new[] { 1, 0, 0, -0.5 }));
    }

    [Test]
    public void ConstraintsHoldAfterEachCall()
    {
        var variable = new Variable(Tensor.From(new[] { 0.5, -0.5 })) { Constraint = x => Ops.Relu(x) };
        var optimizer = new SGD(1, gradientAccumulationSteps: 2);
        Tensor gradient = Tensor.From(new[] { 1.0, 1.0 });
        optimizer.Apply([gradient], [variable]);
        Assert.That(variable.Value.ToArray<double>(), Is.EqualTo(new[] { 0.5, 0 }));
        optimizer.Apply([gradient], [variable]);
        Assert.That(variable.Value.ToArray<double>(), Is.EqualTo(new double[] { 0, 0 }));
    }

    private static double[] Scaled(double[] numbers, double factor) => [.. numbers.Select(number => number * factor)];

    /// <summary>Plain descent along gradients that were changed first.</summary>
    private void Compare(Optimizer optimizer, Func<double[][], double[][]> change) => Step(3, optimizer, (gradients, _) =>
    {
        double[][] changed = change(gradients);
        for (int i = 0; i < changed.Length; i++)
        {
            Change(i, (w, j) => w - (Rate * changed[i][j]));
        }
    });

    private void Step(int count, Optimizer optimizer, Action<double[][], int> reference)
    {
        for (int t = 1; t <= count; t++)
        {
            double[][] gradients = run.Gradients();
            optimizer.Apply(run.ToTensors(gradients), run.Variables);
            reference(gradients, t);
            run.CheckVariables($"step {t}");
        }
    }

    private void Change(int variable, Func<double, int, double> change)
    {
        double[] values = run.Naive[variable].Values;
        for (int j = 0; j < values.Length; j++)
        {
            values[j] = change(values[j], j);
        }
    }
}
