using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.OwnParts;

/// <summary>
/// An optimizer: steps of one size along the sign of a mean of the gradients. The rate or its schedule, clipping, weight decay and moving
/// averages are the base class's; an own optimizer says what state a variable has, and what one step does.
/// </summary>
internal sealed class SignDescent : Optimizer
{
    /// <param name="learningRate">The size of the steps, or a schedule of it.</param>
    /// <param name="memory">How much of the mean stays from step to step, in [0, 1].</param>
    /// <param name="name">The name.</param>
    public SignDescent(LearningRateArgument? learningRate = null, double memory = 0.9, string? name = null)
        : base(learningRate ?? 0.01, name: name)
    {
        Memory = memory;
    }

    public double Memory { get; }

    protected override void CreateState(IReadOnlyList<Variable> variables) => AddState(variables, "mean");

    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        state[0].Assign((state[0].Value * Memory) + (gradient * (1 - Memory)));
        variable.AssignSub(Ops.Sign(state[0].Value) * learningRate);
    }

    public static void Show(Checks checks)
    {
        var variable = new Variable(new[] { 1f, -1f, 0.5f }, "w");
        var optimizer = new SignDescent(0.1);
        optimizer.Apply([new[] { 3f, -0.001f, 0f }], [variable]);
        checks.Values("a step of 0.1 along the signs of (3, −0.001, 0)", variable, [3], 0.9, -0.9, 0.5);

        var (x, y) = SmallProblem.Data();
        Sequential model = SmallProblem.Line();
        model.Compile(new SignDescent(new Optimizers.Schedules.ExponentialDecay(0.05, decaySteps: 100, decayRate: 0.3)), loss: "mse");
        History history = model.Fit(x, y, epochs: 50, verbosity: Verbosity.Silent);
        checks.That(history["loss"][^1] < 1e-4, $"with a schedule the loss falls from {history["loss"][0]:F3} to {history["loss"][^1]:E1}");
        checks.That(model.Optimizer.LearningRate < 0.01, $"the rate has fallen to {model.Optimizer.LearningRate:F5}");
    }
}
