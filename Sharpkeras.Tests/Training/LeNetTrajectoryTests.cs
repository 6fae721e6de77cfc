using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Training;

/// <summary>LeNet on the real MNIST beside Keras: from its initial weights, through its batches, to its evaluation.</summary>
[OnDevices]
public sealed class LeNetTrajectoryTests
{
    private const int BatchSize = 64;
    private const int TestImages = 2000;

    /// <summary>Keras's own backends, from the same weights, stay this close for 50 steps; later rounding is amplified at ReLU's kinks.</summary>
    private const int ComparedSteps = 50;
    private const double StepTolerance = 1e-5;
    private const double EvaluatedLoss = 0.01;
    private const double EvaluatedAccuracy = 0.005;

    private static GoldenArrays Trajectory => GoldenFolder.Arrays("training", "lenet_trajectory.npz");

    [Test]
    public void FollowsKeras()
    {
        using var scope = new TensorScope();
        Model model = Model.Load(GoldenFolder.At("training", "lenet_init.h5"));
        if (!model.Compiled)
        {
            model.Compile(new Adam(1e-3), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        }

        double[] wanted = Numbers.ToDoubles(Trajectory["losses"]);
        double[] losses = Train(model, Device.Default.Kind == DeviceKind.OpenCL ? ComparedSteps : wanted.Length);
        for (int step = 0; step < ComparedSteps; step++)
        {
            Numbers.Compare($"loss of step {step}", losses[step], wanted[step], StepTolerance, 0);
        }

        // OpenCL drivers that run kernels on the processor take minutes for the other 250 steps, which tell nothing new of a device
        if (losses.Length == wanted.Length)
        {
            CheckEvaluation(model, EvaluatedLoss, EvaluatedAccuracy);
        }
    }

    [Test]
    public void TheModelThatKerasTrainedHasItsWeightsAndEvaluation()
    {
        using var scope = new TensorScope();
        Model model = Model.Load(GoldenFolder.At("training", "lenet_after300.h5"));
        HostArray[] wanted = Trajectory.Numbered("w");
        IReadOnlyList<HostArray> weights = model.GetWeights();
        Assert.That(weights, Has.Count.EqualTo(wanted.Length));
        for (int i = 0; i < wanted.Length; i++)
        {
            Assert.That(weights[i].Bytes, Is.EqualTo(wanted[i].Bytes), $"w{i}");
        }

        Assert.That(model.Optimizer.Iterations, Is.EqualTo(Numbers.ToDoubles(Trajectory["losses"]).Length));
        CheckEvaluation(model, StepTolerance, 0);
    }

    private static double[] Train(Model model, int steps)
    {
        var (x, y) = MnistData.Train(steps * BatchSize);
        double[] losses = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            using var scope = new TensorScope();
            Range rows = (step * BatchSize)..((step + 1) * BatchSize);
            model.ResetMetrics();
            losses[step] = model.TrainOnBatch(x[rows], y[rows]).Loss;
        }

        return losses;
    }

    private static void CheckEvaluation(Model model, double relativeLoss, double accuracy)
    {
        var (x, y) = MnistData.Test(TestImages);
        double[] wanted = Numbers.ToDoubles(Trajectory["evaluate"]);
        Evaluation got = model.Evaluate(x, y, verbosity: Verbosity.Silent);
        Numbers.Compare("evaluated loss", got.Loss, wanted[0], relativeLoss, 0);
        Numbers.Compare("evaluated accuracy", got["accuracy"], wanted[1], 0, accuracy + 1e-7);
    }
}
