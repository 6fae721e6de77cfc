using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// RMSprop (Hinton 2012): steps divided by the root of a running mean square. v = ρ·v + (1 − ρ)g², w −= rate·g / √(v + ε). Centered, the
/// square of a running mean of the gradient is taken off v (Graves 2013). With momentum u = momentum·u + step and w −= u.
/// </summary>
[KerasAlias("rmsprop")]
public sealed class RMSprop : Optimizer
{
    /// <summary>RMSprop.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="rho">The memory of the squares, in [0, 1].</param>
    /// <param name="momentum">In [0, 1]; 0 for none.</param>
    /// <param name="epsilon">Keeps the divisor from zero.</param>
    /// <param name="centered">Whether the variance of the gradient divides, and not its mean square.</param>
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
    public RMSprop(
        LearningRateArgument? learningRate = null,
        double rho = 0.9,
        double momentum = 0,
        double epsilon = 1e-7,
        bool centered = false,
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
        Momentum = Check.Share(momentum, nameof(momentum), Name);
        Epsilon = Check.NotNegative(epsilon, nameof(epsilon), Name);
        Centered = centered;
    }

    /// <summary>The memory of the squares.</summary>
    public double Rho { get; }

    /// <summary>The share of the last step that is kept.</summary>
    public double Momentum { get; }

    /// <summary>What keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the variance of the gradient divides.</summary>
    public bool Centered { get; }

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> variables)
    {
        AddState(variables, "velocity");
        if (Momentum > 0)
        {
            AddState(variables, "momentum");
        }

        if (Centered)
        {
            AddState(variables, "average_gradient");
        }
    }

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        Variable velocity = state[0];
        velocity.Assign((velocity.Value * Rho) + (Ops.Square(gradient) * (1 - Rho)));
        Tensor step = gradient * learningRate / Ops.Sqrt(Spread(gradient, velocity, state[^1]) + Epsilon);
        if (Momentum > 0)
        {
            Variable momentum = state[1];
            momentum.Assign((momentum.Value * Momentum) + step);
            step = momentum.Value;
        }

        variable.AssignSub(step);
    }

    /// <summary>The running mean square, or the running variance.</summary>
    private Tensor Spread(Tensor gradient, Variable velocity, Variable average)
    {
        if (!Centered)
        {
            return velocity.Value;
        }

        average.Assign((average.Value * Rho) + (gradient * (1 - Rho)));
        return velocity.Value - Ops.Square(average.Value);
    }
}
