using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The plain recurrent layer over whole sequences, with tanh: for each step h = tanh(x·w + h·u + bias).
    /// </summary>
    /// <param name="x">[batch, steps, inputs], float32 or float64.</param>
    /// <param name="w">The kernel [inputs, units].</param>
    /// <param name="u">The recurrent kernel [units, units].</param>
    /// <param name="bias">[units]; null for 0.</param>
    /// <param name="h">The first state [batch, units].</param>
    /// <param name="mask">Boolean, [batch, steps]: where it is not set, the state stays and the output is that of the step before, at first 0.</param>
    /// <returns>The outputs [batch, steps, units], and the last h.</returns>
    /// <exception cref="ArgumentException">The shapes or types do not fit.</exception>
    internal static (Tensor Outputs, Tensor H) SimpleRNNSequence(Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor? mask)
    {
        Tensor[] parts = SequenceOp.ApplyTo(new SimpleRNNSequenceOp(bias != null, mask != null), 1, [x, w, u, h], bias, mask);
        return (parts[0], parts[1]);
    }
}

/// <summary>The plain recurrent layer over whole sequences.</summary>
internal sealed class SimpleRNNSequenceOp(bool hasBias, bool hasMask) : SequenceOp(1, 1, hasBias, hasMask)
{
    public override string Name => "simple_rnn";

    protected override int SavedParts => 2;

    protected override void Run(Backend backend, in SequenceGeometry geometry, in Named inputs, Tensor output, Tensor? saved) =>
        backend.SimpleRnnSequence(geometry, inputs.X!, inputs.W!, inputs.U!, inputs.Bias, inputs.H!, inputs.Mask, output, saved);

    protected override void RunGradient(
        Backend backend, in SequenceGeometry geometry, in Named inputs, Tensor saved, Tensor doutput, in Named gradients) =>
        backend.SimpleRnnSequenceGradient(
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
