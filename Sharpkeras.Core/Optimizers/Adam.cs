using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015): steps scaled by running means of the gradient and of its square; ε is added outside of the root and
/// the rate is corrected for the bias, as in the end of the paper's section 2.
/// </summary>
public class Adam : Optimizer
{
    private Tensor[] together = [];

    /// <summary>Adam.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="beta1">The memory of the mean, in [0, 1).</param>
    /// <param name="beta2">The memory of the squares, in [0, 1).</param>
    /// <param name="epsilon">Keeps the divisor from zero.</param>
    /// <param name="amsgrad">Whether the largest mean square so far divides (Reddi et al. 2018).</param>
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
    public Adam(
        LearningRateArgument? learningRate = null,
        [ConfigName("beta_1")] double beta1 = 0.9,
        [ConfigName("beta_2")] double beta2 = 0.999,
        double epsilon = 1e-7,
        bool amsgrad = false,
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
        Beta1 = Check.ShareBelowOne(beta1, nameof(beta1), Name);
        Beta2 = Check.ShareBelowOne(beta2, nameof(beta2), Name);
        Epsilon = Check.NotNegative(epsilon, nameof(epsilon), Name);
        Amsgrad = amsgrad;
    }

    /// <summary>The memory of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The memory of the squares.</summary>
    public double Beta2 { get; }

    /// <summary>What keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <summary>Whether the largest mean square so far divides.</summary>
    public bool Amsgrad { get; }

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> variables)
    {
        AddState(variables, "momentum", "velocity");
        if (Amsgrad)
        {
            AddState(variables, "velocity_hat");
        }
    }

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate) =>
        Backend.Of(variable.Value).AdamStep(
            variable.Value,
            gradient,
            state[0].Value,
            state[1].Value,
            Amsgrad ? state[2].Value : null,
            variable.DType.AdamRate(learningRate, Beta1, Beta2, Iterations + 1),
            Beta1,
            Beta2,
            Epsilon);

    /// <summary>All variables in one call of the backend, where they have one type and no class derived from this has a step of its own.</summary>
    private protected override void UpdateAll(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> variables, double learningRate)
    {
        DType dtype = variables[0].DType;
        if (Amsgrad || GetType().Assembly != typeof(Adam).Assembly || variables.Any(variable => variable.DType != dtype))
        {
            base.UpdateAll(gradients, variables, learningRate);
            return;
        }

        if (together.Length != 4 * variables.Count)
        {
            together = new Tensor[4 * variables.Count];
        }

        int count = variables.Count;
        for (int i = 0; i < count; i++)
        {
            List<Variable> state = SlotsOf(variables[i]);
            together[i] = variables[i].Value;
            together[count + i] = gradients[i];
            together[(2 * count) + i] = state[0].Value;
            together[(3 * count) + i] = state[1].Value;
        }

        ReadOnlySpan<Tensor> all = together;
        Backend.Of(variables[0].Value).AdamSteps(
            all[..count],
            all.Slice(count, count),
            all.Slice(2 * count, count),
            all.Slice(3 * count, count),
            dtype.AdamRate(learningRate, Beta1, Beta2, Iterations + 1),
            Beta1,
            Beta2,
            Epsilon);
        Array.Clear(together, count, count); // gradients are not to outlive the step
    }
}
