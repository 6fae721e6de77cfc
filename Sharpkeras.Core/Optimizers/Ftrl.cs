using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Follow the regularized leader (McMahan et al. 2013), with the shrinkage of its authors: weights that the L1 penalty outweighs are exactly 0.
/// n' = n + g², z += g + 2·shrinkage·w − (n'^p − n^p)/rate·w with p = −learningRatePower, and
/// w = (clip(z, ±l1) − z) / (n'^p/rate + 2·l2 + beta/rate).
/// </summary>
public sealed class Ftrl : Optimizer
{
    /// <summary>Follow the regularized leader.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="learningRatePower">How the rate falls with the sum of squares, not positive; 0 for a fixed rate.</param>
    /// <param name="initialAccumulatorValue">What the sums of squares begin with, not negative.</param>
    /// <param name="l1RegularizationStrength">The factor of the penalty on absolute values, not negative.</param>
    /// <param name="l2RegularizationStrength">The factor of the penalty on squares, not negative.</param>
    /// <param name="l2ShrinkageRegularizationStrength">The factor of the penalty on squares that only changes the gradient, not negative.</param>
    /// <param name="beta">What is added to the root of the sums, not negative.</param>
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
    public Ftrl(
        LearningRateArgument? learningRate = null,
        double learningRatePower = -0.5,
        double initialAccumulatorValue = 0.1,
        double l1RegularizationStrength = 0,
        double l2RegularizationStrength = 0,
        double l2ShrinkageRegularizationStrength = 0,
        double beta = 0,
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
        LearningRatePower = Check.Range(learningRatePower, -double.MaxValue, 0, nameof(learningRatePower), Name);
        InitialAccumulatorValue = Check.NotNegative(initialAccumulatorValue, nameof(initialAccumulatorValue), Name);
        L1RegularizationStrength = Check.NotNegative(l1RegularizationStrength, nameof(l1RegularizationStrength), Name);
        L2RegularizationStrength = Check.NotNegative(l2RegularizationStrength, nameof(l2RegularizationStrength), Name);
        L2ShrinkageRegularizationStrength = Check.NotNegative(
            l2ShrinkageRegularizationStrength, nameof(l2ShrinkageRegularizationStrength), Name);
        Beta = Check.NotNegative(beta, nameof(beta), Name);
    }

    /// <summary>How the rate falls with the sum of squares.</summary>
    public double LearningRatePower { get; }

    /// <summary>What the sums of squares begin with.</summary>
    public double InitialAccumulatorValue { get; }

    /// <summary>The factor of the penalty on absolute values.</summary>
    public double L1RegularizationStrength { get; }

    /// <summary>The factor of the penalty on squares.</summary>
    public double L2RegularizationStrength { get; }

    /// <summary>The factor of the penalty on squares that only changes the gradient.</summary>
    public double L2ShrinkageRegularizationStrength { get; }

    /// <summary>What is added to the root of the sums.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddState(variable, "accumulator", InitialAccumulatorValue);
            AddState(variable, "linear");
        }
    }

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        (Variable squares, Variable linear) = (state[0], state[1]);
        Tensor power = Ops.Constant(-LearningRatePower, gradient);
        Tensor sum = squares.Value + Ops.Square(gradient);
        Tensor grown = Ops.Power(sum, power);
        Tensor shift = (grown - Ops.Power(squares.Value, power)) / learningRate * variable.Value;
        linear.AssignAdd(gradient + (variable.Value * (2 * L2ShrinkageRegularizationStrength)) - shift);
        Tensor clipped = linear.Value.Clip(-L1RegularizationStrength, L1RegularizationStrength);
        double penalty = L2RegularizationStrength + (Beta / (2 * learningRate));
        variable.Assign((clipped - linear.Value) / ((grown / learningRate) + (2 * penalty)));
        squares.Assign(sum);
    }
}
