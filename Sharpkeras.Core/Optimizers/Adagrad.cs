using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer 2011): steps divided by the root of the sum of all squares so far. a += g², w −= rate·g / √(a + ε).
/// </summary>
public sealed class Adagrad : Optimizer
{
    /// <summary>Adagrad.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="initialAccumulatorValue">What the sums begin with, not negative.</param>
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
    public Adagrad(
        LearningRateArgument? learningRate = null,
        double initialAccumulatorValue = 0.1,
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
        InitialAccumulatorValue = Check.NotNegative(initialAccumulatorValue, nameof(initialAccumulatorValue), Name);
        Epsilon = Check.NotNegative(epsilon, nameof(epsilon), Name);
    }

    /// <summary>What the sums begin with.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>What keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddState(variable, "accumulator", InitialAccumulatorValue);
        }
    }

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        Variable accumulator = state[0];
        accumulator.AssignAdd(Ops.Square(gradient));
        variable.AssignSub(gradient * learningRate / Ops.Sqrt(accumulator.Value + Epsilon));
    }
}
