using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015): steps scaled by running means of the gradient and of its square; ε is added outside of the root and
/// the rate is corrected for the bias, as in the end of the paper's section 2.
/// </summary>
public sealed class Adam : Optimizer
{
    /// <summary>Adam.</summary>
    /// <param name="learningRate">The size of a step.</param>
    /// <param name="beta1">The memory of the mean, in [0, 1).</param>
    /// <param name="beta2">The memory of the squares, in [0, 1).</param>
    /// <param name="epsilon">Keeps the divisor from zero.</param>
    /// <param name="amsgrad">Whether the largest mean square so far divides (Reddi et al. 2018).</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public Adam(
        double learningRate = 0.001,
        [ConfigName("beta_1")] double beta1 = 0.9,
        [ConfigName("beta_2")] double beta2 = 0.999,
        double epsilon = 1e-7,
        bool amsgrad = false,
        string? name = null)
        : base(learningRate, name)
    {
        Beta1 = Check.Range(beta1, 0, Math.BitDecrement(1.0), nameof(beta1), Name);
        Beta2 = Check.Range(beta2, 0, Math.BitDecrement(1.0), nameof(beta2), Name);
        Epsilon = Check.Range(epsilon, 0, double.MaxValue, nameof(epsilon), Name);
        Amsgrad = amsgrad;
        SlotNames = amsgrad ? ["momentum", "velocity", "velocity_hat"] : ["momentum", "velocity"];
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
    protected internal override IReadOnlyList<string> SlotNames { get; }

    /// <inheritdoc/>
    protected override void Step(Tensor variable, Tensor gradient, IReadOnlyList<Variable> state)
    {
        Backend.Of(variable).AdamStep(
            variable,
            gradient,
            state[0].Value,
            state[1].Value,
            Amsgrad ? state[2].Value : null,
            CorrectedRate(variable.DType),
            Beta1,
            Beta2,
            Epsilon);
    }
    /// <summary>
    /// The rate with the corrections for the bias, computed in the variable's type as Keras does: 1 − β₂ᵗ of float32's 0.999 is 1.3e-5
    /// smaller than in exact numbers, which would part the trainings after some dozen steps.
    /// </summary>
    private double CorrectedRate(DType dtype) => dtype == DType.Float32
        ? (float)LearningRate * MathF.Sqrt(1 - (float)Math.Pow((float)Beta2, Iterations)) / (1 - (float)Math.Pow((float)Beta1, Iterations))
        : LearningRate * Math.Sqrt(1 - Math.Pow(Beta2, Iterations)) / (1 - Math.Pow(Beta1, Iterations));
}
