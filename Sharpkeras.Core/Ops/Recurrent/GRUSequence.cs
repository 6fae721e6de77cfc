using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// Gated recurrent units over whole sequences, with tanh and sigmoid and the reset gate after the product (reset_after): for each step
    /// a = x·w + bias[0] and s = h·u + bias[1] in three parts, z, r = sigmoid(a + s) of the first and second, g = tanh(a₃ + r ⊙ s₃) and
    /// h = z ⊙ h + (1 − z) ⊙ g.
    /// </summary>
    /// <param name="x">[batch, steps, inputs], float32 or float64.</param>
    /// <param name="w">The kernel [inputs, 3 · units].</param>
    /// <param name="u">The recurrent kernel [units, 3 · units].</param>
    /// <param name="bias">[2, 3 · units]; null for 0.</param>
    /// <param name="h">The first state [batch, units].</param>
    /// <param name="mask">Boolean, [batch, steps]: where it is not set, the state stays and the output is that of the step before, at first 0.</param>
    /// <returns>The outputs [batch, steps, units], and the last h.</returns>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    internal static (Tensor Outputs, Tensor H) GRUSequence(Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor? mask)
    {
        Tensor[] parts = SequenceOp.ApplyTo(new GRUSequenceOp(bias != null, mask != null), 1, [x, w, u, h], bias, mask);
        return (parts[0], parts[1]);
    }
}

/// <summary>Gated recurrent units over whole sequences.</summary>
internal sealed class GRUSequenceOp(bool hasBias, bool hasMask) : SequenceOp(3, 1, hasBias, hasMask)
{
    public override string Name => "gru";

    protected override int SavedParts => 5;

    protected override Shape BiasShape(int units) => [2, 3 * units];

    protected override void Run(Backend backend, in SequenceGeometry geometry, in Named inputs, Tensor output, Tensor? saved) =>
        backend.GruSequence(geometry, inputs.X!, inputs.W!, inputs.U!, inputs.Bias, inputs.H!, inputs.Mask, output, saved);

    protected override void RunGradient(
        Backend backend, in SequenceGeometry geometry, in Named inputs, Tensor saved, Tensor doutput, in Named gradients) =>
        backend.GruSequenceGradient(
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
            gradients.H);
}
