using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// Long short-term memory over whole sequences, with tanh and sigmoid: for each step z = x·w + h·u + bias in four parts, i, f, o =
    /// sigmoid of the first, second and last, g = tanh of the third, c = f ⊙ c + i ⊙ g and h = o ⊙ tanh(c).
    /// </summary>
    /// <param name="x">[batch, steps, inputs], float32 or float64.</param>
    /// <param name="w">The kernel [inputs, 4 · units].</param>
    /// <param name="u">The recurrent kernel [units, 4 · units].</param>
    /// <param name="bias">[4 · units]; null for 0.</param>
    /// <param name="h">The first state [batch, units].</param>
    /// <param name="c">The first cell state [batch, units].</param>
    /// <param name="mask">Boolean, [batch, steps]: where it is not set, the states stay and the output is that of the step before, at first 0.</param>
    /// <returns>The outputs [batch, steps, units], and the last h and c.</returns>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    internal static (Tensor Outputs, Tensor H, Tensor C) LSTMSequence(
        Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor c, Tensor? mask)
    {
        Tensor[] parts = SequenceOp.ApplyTo(new LSTMSequenceOp(bias != null, mask != null), 2, [x, w, u, h, c], bias, mask);
        return (parts[0], parts[1], parts[2]);
    }
}

/// <summary>Long short-term memory over whole sequences.</summary>
internal sealed class LSTMSequenceOp(bool hasBias, bool hasMask) : SequenceOp(4, 2, hasBias, hasMask)
{
    public override string Name => "lstm";

    protected override int SavedParts => 6;

    protected override void Run(Backend backend, in SequenceGeometry geometry, in Named inputs, Tensor output, Tensor? saved) =>
        backend.LstmSequence(geometry, inputs.X!, inputs.W!, inputs.U!, inputs.Bias, inputs.H!, inputs.C!, inputs.Mask, output, saved);

    protected override void RunGradient(
        Backend backend, in SequenceGeometry geometry, in Named inputs, Tensor saved, Tensor doutput, in Named gradients) =>
        backend.LstmSequenceGradient(
            geometry,
            inputs.X!,
            inputs.W!,
            inputs.U!,
            inputs.Mask,
            saved,
            doutput,
            gradients.X,
            gradients.W,
            gradients.U,
            gradients.Bias,
            gradients.H,
            gradients.C);
}
