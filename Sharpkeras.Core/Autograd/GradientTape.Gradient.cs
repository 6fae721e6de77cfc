using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>The walk back.</summary>
public sealed partial class GradientTape
{
    /// <summary>The gradient of a target for each variable. A target that is no scalar stands for the sum of its elements.</summary>
    /// <exception cref="GradientException">
    /// The tape was used already, watched nothing, has no path from the target to a variable, or a variable was changed in between.
    /// </exception>
    public Tensor[] Gradient(Tensor target, IReadOnlyList<Variable> sources)
    {
        Tensor[] tensors = new Tensor[sources.Count];
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = sources[i].Value;
        }

        return Gradient(target, tensors);
    }

    /// <summary>The gradient of a target for one watched tensor or variable.</summary>
    /// <exception cref="GradientException">As for several sources.</exception>
    public Tensor Gradient(Tensor target, Tensor source) => Gradient(target, [source])[0];

    /// <summary>The gradient of a target for each watched tensor.</summary>
    /// <exception cref="GradientException">As for variables.</exception>
    public Tensor[] Gradient(Tensor target, IReadOnlyList<Tensor> sources)
    {
        CheckUsable(target, sources);
        used = true;
        current = null;
        try
        {
            return Walk(target, sources);
        }
        catch
        {
            ReleaseGradients();
            throw;
        }
        finally
        {
            Array.Clear(memory.Gradients, 0, slotCount);
            current = this;
        }
    }

    /// <summary>Those of the variables from which a target was computed, before its gradient is taken; the same list where all are.</summary>
    internal IReadOnlyList<Variable> Reached(Tensor target, IReadOnlyList<Variable> variables)
    {
        int end = SlotOf(target, watch: false);
        if (end < 0)
        {
            return [];
        }

        MakeRoom();
        memory.Needed[end] = true;
        for (int i = nodeCount - 1; i >= 0; i--)
        {
            TapeNode node = memory.Nodes[i];
            for (int j = 0; memory.Needed[node.OutputSlot] && j < node.Count; j++)
            {
                if (node.Slots[j] >= 0)
                {
                    memory.Needed[node.Slots[j]] = true;
                }
            }
        }

        for (int i = 0; i < variables.Count; i++)
        {
            if (!IsNeeded(SlotOf(variables[i].Value, watch: false)))
            {
                return [.. variables.Where(variable => IsNeeded(SlotOf(variable.Value, watch: false)))];
            }
        }

        return variables;
    }

    internal bool IsNeeded(int slot) => slot >= 0 && memory.Needed[slot];

    internal void Accumulate(int slot, Tensor gradient)
    {
        if (slot < 0 || !memory.Needed[slot])
        {
            return;
        }

        Tensor? before = memory.Gradients[slot];
        if (before == null)
        {
            ScopeStack.Disown(stepMark, gradient);
            memory.Gradients[slot] = gradient;
            return;
        }

        Backend backend = Backend.Of(gradient);
        Tensor sum = backend.RentOwned(gradient.Shape, gradient.DType);
        backend.NumberBinary(default(Kernels.AddKernel), before, gradient, sum);
        before.Release();
        memory.Gradients[slot] = sum;
    }

    private Tensor[] Walk(Tensor target, IReadOnlyList<Tensor> sources)
    {
        MarkNeeded(sources);
        Seed(target);
        var context = new GradContext(this);
        for (int i = nodeCount - 1; i >= 0; i--)
        {
            TapeNode node = memory.Nodes[i];
            if (memory.Gradients[node.OutputSlot] is { } gradient && memory.Needed[node.OutputSlot])
            {
                Step(context, node, gradient, IsSource(sources, node.OutputSlot));
            }

            node.Clear();
        }

        return Collect(sources);
    }

    private void Step(GradContext context, TapeNode node, Tensor gradient, bool keep)
    {
        node.CheckVersions();
        context.Move(node, gradient, keep);
        stepMark = ScopeStack.Open();
        try
        {
            node.Op.Backward(context);
        }
        catch (Exception exception) when (Backend.Of(gradient).Explain(exception, "gradient of " + node.Op.Name) is { } explained)
        {
            throw explained;
        }
        finally
        {
            ScopeStack.Close(stepMark);
        }

        if (!keep)
        {
            memory.Gradients[node.OutputSlot] = null;
            gradient.Release();
        }
    }

    /// <summary>Marks what lies on a way from a source: other gradients are not computed.</summary>
    private void MarkNeeded(IReadOnlyList<Tensor> sources)
    {
        MakeRoom();
        foreach (Tensor source in sources)
        {
            memory.Needed[SlotOf(source, watch: false)] = true;
        }

        for (int i = 0; i < nodeCount; i++)
        {
            TapeNode node = memory.Nodes[i];
            for (int j = 0; j < node.Count; j++)
            {
                memory.Needed[node.OutputSlot] |= IsNeeded(node.Slots[j]);
            }
        }
    }

    private void MakeRoom()
    {
        if (memory.Needed.Length < slotCount)
        {
            memory.Needed = new bool[slotCount * 2];
            memory.Gradients = new Tensor?[slotCount * 2];
        }

        Array.Clear(memory.Needed, 0, slotCount);
    }

    private void Seed(Tensor target)
    {
        Backend backend = Backend.Of(target);
        Tensor ones = backend.RentOwned(target.Shape, target.DType);
        backend.Fill(ones, 1);
        memory.Gradients[SlotOf(target, watch: false)] = ones;
    }

    /// <summary>Hands the sources' gradients to the tape's scope.</summary>
    private Tensor[] Collect(IReadOnlyList<Tensor> sources)
    {
        Tensor[] result = new Tensor[sources.Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = memory.Gradients[SlotOf(sources[i], watch: false)] ?? throw NoPath(sources[i]);
        }

        foreach (Tensor source in sources)
        {
            ref Tensor? gradient = ref memory.Gradients[SlotOf(source, watch: false)];
            if (gradient is { ScopeSlot: < 0 })
            {
                ScopeStack.Adopt(gradient);
            }
            else
            {
                // Two sources may share one gradient (a sum's); the scope needs it once.
                gradient?.Release();
            }

            gradient = null;
        }

        return result;
    }

    /// <summary>Nobody gets what was computed before something went wrong.</summary>
    private void ReleaseGradients()
    {
        for (int i = 0; i < slotCount && i < memory.Gradients.Length; i++)
        {
            memory.Gradients[i]?.Release();
        }
    }

    private bool IsSource(IReadOnlyList<Tensor> sources, int slot)
    {
        for (int i = 0; i < sources.Count; i++)
        {
            if (SlotOf(sources[i], watch: false) == slot)
            {
                return true;
            }
        }

        return false;
    }

    private void CheckUsable(Tensor target, IReadOnlyList<Tensor> sources)
    {
        if (disposed || used)
        {
            throw new GradientException(
                "gradient tape — the tape was used already. A tape gives gradients once: ask for all sources in one call, and open a new tape for the next step.");
        }

        if (nodeCount == 0)
        {
            throw new GradientException(
                "gradient tape — nothing was recorded: no operation read a trainable variable or a watched tensor. Compute the loss while the tape is open, and call tape.Watch for tensors.");
        }

        if (!ReferenceEquals(target.Tape, this) && SlotOf(target, watch: false) < 0)
        {
            throw new GradientException(
                $"gradient tape — the target was not computed from anything that the tape watches. Received a tensor of shape {target.Shape}; compute it while the tape is open.");
        }

        foreach (Tensor source in sources)
        {
            if (SlotOf(source, watch: false) < 0)
            {
                throw NoPath(source);
            }
        }
    }

    private static GradientException NoPath(Tensor source)
    {
        string name = source.Variable != null ? $"variable {source.Variable.Path}" : $"a tensor of shape {source.Shape}";
        return new GradientException(
            $"gradient tape — there is no path from the target to {name}. Use it in the computation, watch it before, or leave it out of the sources.");
    }
}
