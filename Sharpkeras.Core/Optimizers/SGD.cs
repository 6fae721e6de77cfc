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
    /// <param name="learningRate">The size of a step.</param>
    /// <param name="momentum">In [0, 1]; 0 for none.</param>
    /// <param name="nesterov">Whether the momentum is applied ahead.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public SGD(double learningRate = 0.01, double momentum = 0, bool nesterov = false, string? name = null)
        : base(learningRate, name)
    {
        Momentum = Check.Range(momentum, 0, 1, nameof(momentum), Name);
        Nesterov = nesterov;
    }

    /// <summary>The share of the last step that is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the momentum is applied ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> SlotNames => Momentum == 0 ? [] : ["momentum"];

    /// <inheritdoc/>
    protected override void Step(Tensor variable, Tensor gradient, IReadOnlyList<Variable> state) =>
        Backend.Of(variable).SgdStep(variable, gradient, Momentum == 0 ? null : state[0].Value, LearningRate, Momentum, Nesterov);
}
