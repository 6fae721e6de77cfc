using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Examples.OwnParts;

/// <summary>
/// A layer with state: it takes the mean of each channel off, as it was in training so far. The state is a weight that gradients do not change;
/// it is written in training only, and saved with the model.
/// </summary>
/// <param name="momentum">How much of the old mean stays, in [0, 1].</param>
/// <param name="name">The name.</param>
internal sealed class RunningMean(double momentum = 0.9, string? name = null) : Layer(name)
{
    private Variable mean = null!;

    /// <summary>The property of the parameter's name is what files keep.</summary>
    public double Momentum { get; } = momentum;

    public override void Build(Shape inputShape) => mean = AddWeight("mean", [inputShape[^1]], "zeros", trainable: false);

    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (context.Training)
        {
            Tensor batch = Ops.StopGradient(Ops.Mean(input, axis: 0));
            mean.Assign((mean.Value * Momentum) + (batch * (1 - Momentum)));
        }

        return input - mean;
    }

    public static void Show(Checks checks)
    {
        KerasRegistry.Register<RunningMean>(); // so that files with it can be loaded
        var (x, y) = SmallProblem.Data();
        Sequential model = SmallProblem.Line(new RunningMean(name: "centre"));
        model.Compile(new Adam(0.1), loss: "mse");
        double before = model.Evaluate(x + 10, y, verbosity: Verbosity.Silent).Loss;
        model.Fit(x + 10, y, epochs: 60, verbosity: Verbosity.Silent);
        double after = model.Evaluate(x + 10, y, verbosity: Verbosity.Silent).Loss;
        Variable state = model.GetLayer("centre").Weights[0];
        checks.That(after < before / 100, $"inputs around 10 are learned: the loss falls from {before:F3} to {after:F5}");
        checks.That(Ops.Max(Ops.Abs(state.Value - 10)).Item<float>() < 0.1f, $"'{state}' is near 10: {string.Join(", ", state.Value.ToArray<float>())}");
        checks.That(!model.TrainableWeights.Contains(state), "gradients do not change it");

        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".h5");
        model.Save(path);
        Model again = Model.Load(path);
        File.Delete(path);
        checks.That(again.Evaluate(x + 10, y, verbosity: Verbosity.Silent).Loss == after, "the model from a file has it too");
    }
}
