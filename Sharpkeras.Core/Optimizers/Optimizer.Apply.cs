using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers;

/// <summary>A step of an optimizer.</summary>
public abstract partial class Optimizer
{
    /// <summary>
    /// One step, in Keras's order: gradients are divided by the loss scale, collected, clipped; weights decay, the variables change,
    /// averages follow. Constraints of the variables hold after it.
    /// </summary>
    /// <param name="gradients">A gradient for each variable, in its shape.</param>
    /// <param name="variables">The variables; the same at each call.</param>
    /// <exception cref="ArgumentException">Numbers, shapes or types do not agree, or a variable is new.</exception>
    public void Apply(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> variables)
    {
        CheckFit(gradients, variables);
        Build(variables);
        int scope = ScopeStack.Open();
        try
        {
            if (accumulators.Length == 0)
            {
                Update(Unscaled(gradients), variables);
            }
            else
            {
                Accumulate(Unscaled(gradients), variables);
            }

            UpdateAverages();
            Constrain(variables);
            Steps++;
        }
        finally
        {
            ScopeStack.Close(scope);
        }
    }

    /// <summary>The loss times <see cref="LossScaleFactor"/>, of which the gradients are taken; the loss itself without a factor.</summary>
    /// <param name="loss">The loss.</param>
    public Tensor ScaleLoss(Tensor loss) => LossScaleFactor is { } factor ? loss * factor : loss;

    /// <summary>Called once before the variables of a step are changed.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>Changes a variable and its state in place. The step is number <c>Iterations + 1</c>.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="state">Its state, in the order in which <see cref="CreateState"/> added it.</param>
    /// <param name="learningRate">The rate of this step.</param>
    protected abstract void UpdateStep(Tensor gradient, Variable variable, IReadOnlyList<Variable> state, double learningRate);

    private void Update(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> variables)
    {
        IReadOnlyList<Tensor> clipped = Clipped(gradients);
        double rate = LearningRate;
        ApplyWeightDecay(variables, rate);
        BeginStep();
        UpdateAll(clipped, variables, rate);
        foreach (Variable variable in variables)
        {
            variable.Touch();
            foreach (Variable slot in SlotsOf(variable))
            {
                slot.Touch();
            }
        }
    }

    /// <summary>Changes all variables; one after the other where an optimizer has no faster way.</summary>
    private protected virtual void UpdateAll(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> variables, double learningRate)
    {
        for (int i = 0; i < variables.Count; i++)
        {
            int scope = ScopeStack.Open();
            try
            {
                UpdateStep(gradients[i], variables[i], SlotsOf(variables[i]), learningRate);
            }
            finally
            {
                ScopeStack.Close(scope);
            }
        }
    }

    /// <summary>The states of a variable.</summary>
    private protected List<Variable> SlotsOf(Variable variable) => slots[places[variable]];

    /// <summary>Collects gradients; each so many calls their mean makes a step.</summary>
    private void Accumulate(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> variables)
    {
        int count = GradientAccumulationSteps!.Value;
        Variable[] sums = [.. variables.Select(variable => accumulators[places[variable]])];
        if ((Steps + 1) % count != 0)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i].AssignAdd(gradients[i]);
            }

            return;
        }

        Update([.. sums.Select((sum, i) => (gradients[i] + sum.Value) / count)], variables);
        foreach (Variable accumulator in accumulators)
        {
            accumulator.Fill(0);
        }
    }

    private static void Constrain(IReadOnlyList<Variable> variables)
    {
        for (int i = 0; i < variables.Count; i++)
        {
            if (variables[i].Constraint is { } constraint)
            {
                variables[i].Assign(constraint(variables[i].Value));
            }
        }
    }

    private void CheckFit(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> variables)
    {
        if (gradients.Count != variables.Count || variables.Count == 0)
        {
            throw new ArgumentException(
                $"{Name} — needs a gradient for each variable, and at least one. Received {Text.Of(gradients.Count)} gradients and {Text.Of(variables.Count)} variables.");
        }

        for (int i = 0; i < variables.Count; i++)
        {
            if (gradients[i].Shape != variables[i].Shape || gradients[i].DType != variables[i].DType)
            {
                throw new ShapeException(
                    $"{Name} — the gradient for {variables[i]} has another shape or type. Received {gradients[i].Shape} {gradients[i].DType.KerasName()}.");
            }

            if (Built)
            {
                CheckKnown(variables[i]);
            }
        }
    }

    private void CheckKnown(Variable variable)
    {
        if (!places.ContainsKey(variable))
        {
            throw new ArgumentException(
                $"{Name} — variable {variable.Path} is new to this optimizer, which has state for {Text.Of(places.Count)} others. Make a new optimizer, or compile the model again.");
        }
    }
}
