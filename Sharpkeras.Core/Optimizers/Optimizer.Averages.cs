namespace Sharpkeras.Optimizers;

/// <summary>The moving averages of the variables.</summary>
public abstract partial class Optimizer
{
    private Variable[] averages = [];

    /// <summary>The moving averages in the order of the variables; none without <see cref="UseEma"/>.</summary>
    internal IReadOnlyList<Variable> MovingAverages => averages;

    /// <summary>Puts the moving averages in the place of the variables; nothing happens without <see cref="UseEma"/>. <c>Fit</c> does so at its end.</summary>
    /// <param name="variables">The variables.</param>
    /// <exception cref="ArgumentException">A variable is new to the optimizer.</exception>
    public void FinalizeVariableValues(IReadOnlyList<Variable> variables)
    {
        if (averages.Length == 0)
        {
            return;
        }

        foreach (Variable variable in variables)
        {
            CheckKnown(variable);
        }

        foreach (Variable variable in variables)
        {
            variable.Assign(averages[places[variable]].Value);
        }
    }

    /// <summary>Exchanges the variables and their moving averages, bit for bit.</summary>
    internal void SwapAverages()
    {
        for (int i = 0; i < averages.Length; i++)
        {
            using var scope = new TensorScope();
            Tensor variable = trained[i].Snapshot();
            trained[i].Assign(averages[i].Value);
            averages[i].Assign(variable);
        }
    }

    /// <summary>Puts the variables in the place of their moving averages.</summary>
    internal void ReplaceAverages()
    {
        for (int i = 0; i < averages.Length; i++)
        {
            averages[i].Assign(trained[i].Value);
        }
    }

    /// <summary>average = momentum · average + (1 − momentum) · variable; the first step takes the variable itself.</summary>
    private void UpdateAverages()
    {
        for (int i = 0; i < averages.Length; i++)
        {
            using var scope = new TensorScope();
            DType dtype = trained[i].DType;
            double momentum = Iterations == 0 ? 0 : dtype.Rounded(EmaMomentum);
            averages[i].Assign((averages[i].Value * momentum) + (trained[i].Value * dtype.Rounded(1 - momentum)));
        }

        if (EmaOverwriteFrequency is { } frequency && (Iterations + 1) % frequency == 0)
        {
            FinalizeVariableValues(trained);
        }
    }
}
