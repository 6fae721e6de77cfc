using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Adadelta (Zeiler 2012): the size of a step comes from the sizes of the last ones, so that it has the unit of the variable.
/// a = ρ·a + (1 − ρ)g², d = g·√(b + ε) / √(a + ε), b = ρ·b + (1 − ρ)d², w −= rate·d. The paper has a rate of 1.
/// </summary>
public sealed class Adadelta : Optimizer
{
    /// <summary>Adadelta.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="rho">The memory of both means of squares, in [0, 1].</param>
    /// <param name="epsilon">Keeps the divisor from zero.</param>
    /// <param name="weightDecay">The share of each variable, times the rate, that is taken off before the step; null for none.</param>
    /// <param name="clipnorm">The largest norm of a variable's gradient; null for none.</param>
    /// <param name="clipvalue">The largest size of a gradient's element; null for none.</param>
    /// <param name="globalClipnorm">The largest norm of all gradients together; null for none.</param>
    /// <param name="useEma">Whether moving averages of the variables are kept.</param>
    /// <param name="emaMomentum">The memory of the averages, in [0, 1].</param>
    /// <param name="emaOverwriteFrequency">The number of steps after which the averages replace the variables; null for only at the end.</param>
    /// <param name="lossScaleFactor">The factor of the loss, by which gradients are divided again; null for none.</param>
    /// <param name="gradientAccumulationSteps">The number of gradients, 2 or more, whose mean makes one step; null for one.</param>
    /// <param name="name">The name; null gives the class in snake_case.</param>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public Adadelta(
        LearningRateArgument? learningRate = null,
        double rho = 0.95,
        double epsilon = 1e-7,
        double? weightDecay = null,
        double? clipnorm = null,
        double? clipvalue = null,
        double? globalClipnorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null,
        double? lossScaleFactor = null,
        int? gradientAccumulationSteps = null,
        string? name = null)
        : base(
            learningRate ?? 0.001, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum,
            emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
    {
        Rho = Check.Share(rho, nameof(rho), Name);
        Epsilon = Check.NotNegative(epsilon, nameof(epsilon), Name);
    }

    /// <summary>The memory of both means of squares.</summary>
    public double Rho { get; }

    /// <summary>What keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> variables) =>
        AddState(variables, "accumulated_grad", "accumulated_delta_var");

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        (Variable gradients, Variable steps) = (state[0], state[1]);
        gradients.Assign((gradients.Value * Rho) + (Ops.Square(gradient) * (1 - Rho)));
        Tensor step = Root(steps) * gradient / Root(gradients);
        steps.Assign((steps.Value * Rho) + (Ops.Square(step) * (1 - Rho)));
        variable.AssignSub(step * learningRate);
    }

    private Tensor Root(Variable squares) => Ops.Sqrt(squares.Value + Epsilon);
}
