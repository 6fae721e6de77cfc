using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>The parts of an output of sequences, and of what their gradients read; all are views.</summary>
internal readonly struct SequenceParts(SequenceGeometry geometry, int gates)
{
    /// <summary>The outputs [batch, steps, units].</summary>
    public Tensor Outputs(Tensor output) => Matrix(output, geometry.Units, 0);

    /// <summary>One of the last states [batch, units].</summary>
    public Tensor Last(Tensor output, int state) =>
        output.View([geometry.Batch, geometry.Units], output.Offset + geometry.Length + ((long)state * geometry.Batch * geometry.Units));

    /// <summary>The values of the gates [batch, steps, gates · units].</summary>
    public Tensor Gates(Tensor saved) => Matrix(saved, gates * geometry.Units, 0);

    /// <summary>Whether there is something between the gates and the states before.</summary>
    public bool HasKept(Tensor saved) => saved.Shape[0] == gates + 2;

    /// <summary>What is between the gates and the states before, [batch, steps, units].</summary>
    public Tensor Kept(Tensor saved) => Matrix(saved, geometry.Units, gates);

    /// <summary>The state h before each step, [batch, steps, units]: the last part.</summary>
    public Tensor Before(Tensor saved) => Matrix(saved, geometry.Units, saved.Shape[0] - 1);

    /// <summary>
    /// What follows when the gradients of x·w and h·u of all steps are known: dw = xᵀ·dinput, du = hᵀ·drecurrent and dx = dinput·wᵀ, where they
    /// are asked for.
    /// </summary>
    public void Products(
        Backend backend, Tensor x, Tensor w, Tensor h, Tensor dinput, Tensor drecurrent, Tensor? dx, Tensor? dw, Tensor? du)
    {
        int width = gates * geometry.Units;
        if (dw != null)
        {
            backend.MatMul(x, dinput, dw, 1, geometry.Inputs, width, geometry.Rows, true, false);
        }

        if (du != null)
        {
            backend.MatMul(h, drecurrent, du, 1, geometry.Units, width, geometry.Rows, true, false);
        }

        if (dx != null)
        {
            backend.MatMul(dinput, w, dx, 1, geometry.Rows, geometry.Inputs, width, false, true);
        }
    }

    private Tensor Matrix(Tensor memory, int width, int part) =>
        memory.View([geometry.Batch, geometry.Steps, width], memory.Offset + (part * geometry.Length));
}
