namespace Sharpkeras.Layers;

/// <summary>
/// A cell over a sequence, step by step: the specification of recurrent layers. What is made in a step is given back after it, but for its
/// output and states. Symbolic calls take one step, since all steps are alike in their shapes.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="context">What the call passes on.</param>
internal sealed class StepLoop(RNN layer, CallContext context)
{
    private readonly List<Tensor> outputs = [];
    private Tensor? last;

    /// <summary>The output and the states for a sequence [batch, steps, …] with its mask.</summary>
    public SequenceResult Run(Tensor sequence, Tensors states)
    {
        RNNCell cell = layer.Cell;
        if (context.Training)
        {
            cell.BeginWalk();
        }

        try
        {
            return cell is BaseRNNCell own && own.DType == layer.DType ? Projected(own, sequence, states) : Called(cell, sequence, states);
        }
        finally
        {
            if (context.Training)
            {
                cell.EndWalk();
            }
        }
    }

    /// <summary>The product of all inputs with the kernel at once, and then the steps.</summary>
    private SequenceResult Projected(BaseRNNCell cell, Tensor sequence, Tensors states)
    {
        CellWalk walk = cell.Walk(context.Training);
        try
        {
            Tensor products = walk.Project(Ops.SwapAxes(sequence, 0, 1));
            return Walk(sequence, products, states, (input, before) => cell.Advance(input, before, walk));
        }
        finally
        {
            if (!context.Training)
            {
                walk.Dispose();
            }
        }
    }

    /// <summary>A call of the cell for each step.</summary>
    private SequenceResult Called(RNNCell cell, Tensor sequence, Tensors states) =>
        Walk(sequence, Ops.SwapAxes(sequence, 0, 1), states, (input, before) =>
        {
            Tensors after = cell.CallAll([input, .. before], context);
            return (after[0], after.Skip(1).ToArray());
        });

    private SequenceResult Walk(
        Tensor sequence, Tensor stepsFirst, Tensors states, Func<Tensor, Tensors, (Tensor Output, Tensors States)> advance)
    {
        int count = stepsFirst.Shape[0];
        bool symbolic = stepsFirst.Device.Kind == DeviceKind.Meta;
        Tensor[] inputs = TimeSteps.Of(stepsFirst, symbolic ? 1 : count);
        Tensor[]? masks = sequence.Mask is { } mask && !symbolic ? TimeSteps.Of(Ops.SwapAxes(mask, 0, 1), count) : null;
        for (int i = 0; i < inputs.Length; i++)
        {
            int place = layer.GoBackwards && !symbolic ? count - 1 - i : i;
            states = Step(inputs[place], masks?[place], states, advance);
        }

        return new SequenceResult(symbolic ? AllAlike(last!, count) : Joined(), states);
    }

    /// <summary>One step; gives back what was made in it, but for the output and the states.</summary>
    private Tensors Step(Tensor input, Tensor? mask, Tensors states, Func<Tensor, Tensors, (Tensor Output, Tensors States)> advance)
    {
        int scope = ScopeStack.Open();
        try
        {
            var (output, after) = advance(input, states);
            if (mask != null)
            {
                Tensor otherwise = layer.ZeroOutputForMask || last == null ? Ops.Constant(0, output) : last;
                output = Chosen(mask, output, otherwise);
                after = after.Select((state, i) => Chosen(mask, state, states[i])).ToArray();
            }

            ScopeStack.Keep(scope, output);
            foreach (Tensor state in after)
            {
                ScopeStack.Keep(scope, state);
            }

            last = output;
            if (layer.ReturnSequences)
            {
                outputs.Add(output);
            }

            return after;
        }
        finally
        {
            ScopeStack.Close(scope);
        }
    }

    private Tensor Joined() => layer.ReturnSequences ? Ops.Stack(outputs.ToArray(), axis: 1) : last!;

    /// <summary>The output of a symbolic call, for as many steps as there are.</summary>
    private Tensor AllAlike(Tensor output, int count)
    {
        Shape shape = output.Shape;
        return layer.ReturnSequences ? Symbolic.Shaped(output, [shape[0], count, .. shape[1..].ToArray()]) : output;
    }

    /// <summary>The new values for the samples whose step counts, and the old ones for the others.</summary>
    private static Tensor Chosen(Tensor mask, Tensor now, Tensor before) => Ops.Where(Masks.Fit(mask, now.Rank), now, before);
}
