using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Gradient descent: w −= rate·g. With momentum v = momentum·v − rate·g and w += v, or with Nesterov's form w += momentum·v − rate·g
/// (Sutskever et al. 2013).
/// </summary>
public sealed class SGD : Optimizer
{
    /// <summary>Gradient descent.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.01.</param>
    /// <param name="momentum">In [0, 1]; 0 for none.</param>
    /// <param name="nesterov">Whether the momentum is applied ahead.</param>
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
    public SGD(
        LearningRateArgument? learningRate = null,
        double momentum = 0,
        bool nesterov = false,
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
            learningRate ?? 0.01, weightDecay, clipnorm, clipvalue, globalClipnorm, useEma, emaMomentum,
            emaOverwriteFrequency, lossScaleFactor, gradientAccumulationSteps, name)
    {
        Momentum = Check.Share(momentum, nameof(momentum), Name);
        Nesterov = nesterov;
    }

    /// <summary>The share of the last step that is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the momentum is applied ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> variables)
    {
        if (Momentum != 0)
        {
            AddState(variables, "momentum");
        }
    }

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate) =>
        Backend.Of(variable.Value).SgdStep(
            variable.Value, gradient, Momentum == 0 ? null : state[0].Value, learningRate, Momentum, Nesterov);
}
