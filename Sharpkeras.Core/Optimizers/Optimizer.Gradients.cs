using System.Text.RegularExpressions;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers;

/// <summary>What happens to gradients and weights before the step: clipping and decay.</summary>
public abstract partial class Optimizer
{
    private readonly HashSet<Variable> withoutDecay = new(ReferenceEqualityComparer.Instance);
    private Regex? namesWithoutDecay;

    /// <summary>Keeps variables from decaying. Call it before the optimizer is built; a second call replaces the first.</summary>
    /// <param name="variables">The variables; null for none.</param>
    /// <param name="names">
    /// Regular expressions; a variable in whose path (<c>dense/bias</c>) one is found does not decay: <c>["bias"]</c>. Null for none.
    /// </param>
    /// <exception cref="InvalidOperationException">The optimizer is built.</exception>
    /// <exception cref="ArgumentException">A name is no regular expression.</exception>
    public void ExcludeFromWeightDecay(IReadOnlyList<Variable>? variables = null, IReadOnlyList<string>? names = null)
    {
        if (Built)
        {
            throw new InvalidOperationException(
                $"{Name} — what does not decay is said before the optimizer is built. It has state for {Text.Of(trained.Count)} variables; call ExcludeFromWeightDecay before the first step.");
        }

        namesWithoutDecay = names is { Count: > 0 } ? new Regex(string.Join('|', names), RegexOptions.CultureInvariant) : null;
        withoutDecay.Clear();
        withoutDecay.UnionWith(variables ?? []);
    }

    /// <summary>The decay of a variable, which is not excluded; null for none.</summary>
    /// <param name="variable">The variable.</param>
    protected virtual double? WeightDecayOf(Variable variable) => WeightDecay;

    /// <summary>variable −= variable · decay · rate.</summary>
    private void ApplyWeightDecay(IReadOnlyList<Variable> variables, double rate)
    {
        for (int i = 0; i < variables.Count; i++)
        {
            if (WeightDecayOf(variables[i]) is { } decay && Decays(variables[i]))
            {
                using var scope = new TensorScope();
                variables[i].AssignSub(variables[i].Value * decay * rate);
            }
        }
    }

    private bool Decays(Variable variable) =>
        !withoutDecay.Contains(variable) && namesWithoutDecay?.IsMatch(variable.Path) != true;

    private IReadOnlyList<Tensor> Unscaled(IReadOnlyList<Tensor> gradients) =>
        LossScaleFactor is { } factor ? [.. gradients.Select(gradient => gradient / factor)] : gradients;

    private IReadOnlyList<Tensor> Clipped(IReadOnlyList<Tensor> gradients)
    {
        if (Clipnorm is > 0 and { } longest)
        {
            return [.. gradients.Select(gradient => gradient * longest / Ops.Maximum(Norm(gradient), Ops.Constant(longest, gradient)))];
        }

        if (Clipvalue is > 0 and { } largest)
        {
            return [.. gradients.Select(gradient => gradient.Clip(-largest, largest))];
        }

        return GlobalClipnorm is > 0 and { } limit ? ClippedTogether(gradients, limit) : gradients;
    }

    /// <summary>All gradients times limit · min(1/norm, 1/limit); a norm that is not finite makes them all not a number, as in Keras.</summary>
    private static Tensor[] ClippedTogether(IReadOnlyList<Tensor> gradients, double limit)
    {
        Tensor squares = gradients.Select(gradient => Ops.Sum(Ops.Square(gradient))).Aggregate((sum, next) => sum + next);
        Tensor norm = Ops.Sqrt(squares);
        Tensor factor = (Ops.Minimum(1 / norm, Ops.Constant(1 / limit, norm)) * limit) + (norm - norm);
        return [.. gradients.Select(gradient => gradient * factor)];
    }

    private static Tensor Norm(Tensor gradient) => Ops.Sqrt(Ops.Sum(Ops.Square(gradient)));
}
