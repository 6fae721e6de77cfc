using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Adam with Nesterov's momentum (Dozat 2016): the mean is looked at one step ahead, with a momentum that grows towards β₁,
/// μₜ = β₁(1 − ½·0.96ᵗ).
/// </summary>
public sealed class Nadam : Optimizer
{
    /// <summary>The product of all momenta so far.</summary>
    private Variable? product;

    /// <summary>Adam with Nesterov's momentum.</summary>
    /// <param name="learningRate">The size of a step, or a schedule of it; null for 0.001.</param>
    /// <param name="beta1">The memory of the mean, in [0, 1).</param>
    /// <param name="beta2">The memory of the squares, in [0, 1).</param>
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
    public Nadam(
        LearningRateArgument? learningRate = null,
        [ConfigName("beta_1")] double beta1 = 0.9,
        [ConfigName("beta_2")] double beta2 = 0.999,
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
        Beta1 = Check.ShareBelowOne(beta1, nameof(beta1), Name);
        Beta2 = Check.ShareBelowOne(beta2, nameof(beta2), Name);
        Epsilon = Check.NotNegative(epsilon, nameof(epsilon), Name);
    }

    /// <summary>The memory of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The memory of the squares.</summary>
    public double Beta2 { get; }

    /// <summary>What keeps the divisor from zero.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> variables)
    {
        AddState(variables, "momentum", "velocity");
        product = AddNumber(variables[0], "variable", 1); // Keras gives it no name, and so its files have this one
    }

    /// <inheritdoc/>
    protected override void BeginStep()
    {
        DType dtype = product!.DType;
        double decay = dtype.Rounded(1 - (0.5 * dtype.Power(0.96, Iterations + 1)));
        product.Assign(product.Value * Beta1 * decay);
    }

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        (Variable m, Variable v) = (state[0], state[1]);
        DType dtype = variable.DType;
        m.AssignAdd((gradient - m.Value) * dtype.OneMinus(Beta1));
        v.AssignAdd((Ops.Square(gradient) - v.Value) * dtype.OneMinus(Beta2));
        double now = Momentum(dtype, Iterations + 1);
        double ahead = Momentum(dtype, Iterations + 2);
        Tensor products = product!.Value.Cast(dtype);
        Tensor mean = (m.Value * ahead / (1 - (products * ahead))) + (gradient * dtype.Rounded(1 - now) / (1 - products));
        Tensor square = v.Value / dtype.OneMinusPower(Beta2, Iterations + 1);
        variable.AssignSub(mean * learningRate / (Ops.Sqrt(square) + Epsilon));
    }

    /// <summary>μₜ = β₁(1 − ½·0.96ᵗ).</summary>
    private double Momentum(DType dtype, long step) =>
        dtype.Rounded(dtype.Rounded(Beta1) * dtype.Rounded(1 - (0.5 * dtype.Power(0.96, step))));
}
