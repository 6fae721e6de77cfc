using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Adam with decoupled decay of the weights (Loshchilov and Hutter 2019): each step begins with w −= w·decay·rate, which the running
/// means do not see.
/// </summary>
[KerasAlias("adamw")]
public sealed class AdamW : Adam
{
    /// <summary>Adam with decoupled decay of the weights.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="weightDecay">The share of each variable, times the rate, that is taken off before the step; null for none.</param>
    /// <param name="beta1">The memory of the mean, in [0, 1).</param>
    /// <param name="beta2">The memory of the squares, in [0, 1).</param>
    /// <param name="epsilon">Keeps the divisor from zero.</param>
    /// <param name="amsgrad">Whether the largest mean square so far divides (Reddi et al. 2018).</param>
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
    public AdamW(
        LearningRateArgument? learningRate = null,
        double? weightDecay = 0.004,
        [ConfigName("beta_1")] double beta1 = 0.9,
        [ConfigName("beta_2")] double beta2 = 0.999,
        double epsilon = 1e-7,
        bool amsgrad = false,
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
            learningRate, beta1, beta2, epsilon, amsgrad, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum,
            emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
    {
        if (weightDecay == null)
        {
            throw new ArgumentNullException(nameof(weightDecay), $"{Name} — weightDecay must be a number. Received null; use Adam for none.");
        }
    }
}
