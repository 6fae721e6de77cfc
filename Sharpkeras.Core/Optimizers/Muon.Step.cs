using Sharpkeras.Devices;

namespace Sharpkeras.Optimizers;

/// <summary>Muon's two steps.</summary>
public sealed partial class Muon
{
    /// <summary>A momentum for each variable, and a velocity for those that take Adam's step.</summary>
    /// <param name="variables">All variables.</param>
    protected override void CreateState(IReadOnlyList<Variable> variables)
    {
        foreach (Variable variable in variables)
        {
            AddState(variable, "momentum");
            if (TakesAdam(variable))
            {
                AddState(variable, "velocity");
            }
        }
    }

    /// <inheritdoc/>
    protected override double? WeightDecayOf(Variable variable) => TakesAdam(variable) ? AdamWeightDecay : WeightDecay;

    /// <inheritdoc/>
    protected override void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate)
    {
        if (state.Count > 1)
        {
            AdamStep(gradient, variable, state, variable.DType.Rounded(learningRate * AdamLrRatio));
            return;
        }

        Variable momentum = state[0];
        momentum.AssignAdd(gradient + (momentum.Value * (Momentum - 1)));
        Tensor direction = Nesterov ? gradient + (momentum.Value * Momentum) : momentum.Value;
        Tensor step = Orthogonalized(direction) * learningRate;
        variable.AssignSub(RmsRate is { } rate ? step * Math.Sqrt(Math.Max(variable.Shape[0], variable.Shape[1])) * rate : step);
    }

    private void AdamStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double rate) =>
        Backend.Of(variable.Value).AdamStep(
            variable.Value,
            gradient,
            state[0].Value,
            state[1].Value,
            null,
            variable.DType.AdamRate(rate, AdamBeta1, AdamBeta2, Iterations + 1),
            AdamBeta1,
            AdamBeta2,
            Epsilon);

    private bool TakesAdam(Variable variable) => variable.Shape.Rank != 2
        || (ExcludeEmbeddings && variable.Path.Contains("embedding", StringComparison.OrdinalIgnoreCase))
        || excluded?.IsMatch(variable.Path) == true;

    /// <summary>
    /// X ← a·X + (b·A + c·A²)X with A = XXᵀ, some times, from a matrix of norm 1: a polynomial of Newton and Schulz's kind that moves all
    /// singular values towards 1. The shorter side is that of A.
    /// </summary>
    private Tensor Orthogonalized(Tensor matrix)
    {
        bool tall = matrix.Shape[0] > matrix.Shape[1];
        Tensor x = tall ? Ops.Transpose(matrix) : matrix;
        x /= Ops.Sqrt(Ops.Sum(Ops.Square(x))) + 1e-7;
        for (int i = 0; i < NsSteps; i++)
        {
            Tensor a = Ops.MatMul(x, Ops.Transpose(x));
            Tensor polynomial = (a * MuonB) + Ops.MatMul(a * MuonC, a);
            x = (x * MuonA) + Ops.MatMul(polynomial, x);
        }

        return tall ? Ops.Transpose(x) : x;
    }
}
