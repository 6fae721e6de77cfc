using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>One recorded operation. Nodes are reused from step to step.</summary>
internal sealed class TapeNode
{
    private int[] versions = new int[4];

    public Op Op { get; private set; } = null!;

    public int Count { get; private set; }

    public int[] Slots { get; private set; } = new int[4];

    public Tensor?[] Inputs { get; private set; } = new Tensor?[4];

    public TensorSpec[] Specs { get; private set; } = new TensorSpec[4];

    public Tensor? Output { get; private set; }

    public Tensor? Saved { get; private set; }

    public int OutputSlot { get; private set; }

    /// <summary>Remembers an operation and retains what its gradient reads.</summary>
    public void Fill(Op op, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<int> slots, Tensor output, int outputSlot, Tensor? saved)
    {
        Op = op;
        Count = inputs.Length;
        OutputSlot = outputSlot;
        Grow(inputs.Length);
        slots.CopyTo(Slots);
        GradientNeeds needs = op.Needs;
        for (int i = 0; i < inputs.Length; i++)
        {
            Specs[i] = new TensorSpec(inputs[i].Shape, inputs[i].DType);
            if (GradContext.Reads(needs, GradientNeeds.Input))
            {
                inputs[i].Retain();
                Inputs[i] = inputs[i];
                versions[i] = inputs[i].Storage.Version;
            }
        }

        if (GradContext.Reads(needs, GradientNeeds.Output))
        {
            output.Retain();
            Output = output;
        }

        saved?.Retain();
        Saved = saved;
    }

    /// <summary>Variables must not change between forward and backward.</summary>
    /// <exception cref="GradientException">One was changed.</exception>
    public void CheckVersions()
    {
        for (int i = 0; i < Count; i++)
        {
            Tensor? input = Inputs[i];
            if (input != null && input.Storage.Version != versions[i])
            {
                throw new GradientException(
                    $"{Op.Name} — a variable was changed between the forward computation and the gradient. "
                    + $"Received {input.Variable?.Path ?? input.Shape.ToString()}; assign after tape.Gradient, or use variable.Snapshot().");
            }
        }
    }

    public void Clear()
    {
        for (int i = 0; i < Count; i++)
        {
            Inputs[i]?.Release();
            Inputs[i] = null;
        }

        Output?.Release();
        Saved?.Release();
        Output = Saved = null;
        Count = 0;
    }

    private void Grow(int count)
    {
        if (count > Slots.Length)
        {
            Slots = new int[count];
            Inputs = new Tensor?[count];
            Specs = new TensorSpec[count];
            versions = new int[count];
        }
    }
}
