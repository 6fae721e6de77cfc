using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Lion (Chen et al. 2023): steps of one size in the direction of a sign, w −= rate·sign(β₁·m + (1 − β₁)g), then m = β₂·m + (1 − β₂)g.
/// Rates are three to ten times smaller than Adam's.
/// </summary>
public sealed class Lion : Optimizer
{
    /// <summary>Lion.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="beta1">The share of the mean in the direction, in (0, 1].</param>
    /// <param name="beta2">The memory of the mean, in [0, 1].</param>
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
    public Lion(
        LearningRateArgument? learningRate = null,
        [ConfigName("beta_1")] double beta1 = 0.9,
        [ConfigName("beta_2")] double beta2 = 0.99,
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
        Beta1 = beta1 is > 0 and <= 1
            ? beta1
            : throw new ArgumentOutOfRangeException(nameof(beta1), $"{Name} — beta1 must lie in (0, 1]. Received {Text.Of(beta1)}.");
        Beta2 = Check.Share(beta2, nameof(beta2), Name);
    }

    /// <summary>The share of the mean in the direction.</summary>
    public double Beta1 { get; }

    /// <summary>The memory of the mean.</summary>
    public double Beta2 { get; }

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> variables) => AddState(variables, "momentum");

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        Variable m = state[0];
        DType dtype = variable.DType;
        variable.AssignSub(Ops.Sign((m.Value * Beta1) + (gradient * dtype.OneMinus(Beta1))) * learningRate);
        m.Assign((m.Value * Beta2) + (gradient * dtype.OneMinus(Beta2)));
    }
}
