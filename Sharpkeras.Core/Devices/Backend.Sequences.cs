using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>
/// Recurrent layers over whole sequences. With b sequences of t steps, inputs x [b, t, inputs] and states [b, units], an output holds the
/// outputs [b, t, units] and behind them the last states [b, units] each, as [t + 1 or t + 2, b, units]. Where a mask (Boolean, [b, t]) is not
/// set, the states stay and the output is that of the step before, 0 in front of all.
/// </summary>
/// <remarks>
/// What a gradient reads is kept in <c>saved</c>, null where no gradient is asked for: the values of the gates [b, t, gates · units], then other
/// values [b, t, units] each, as [parts, b, t, units]. Where the mask is not set they are undefined, but for the states before the step. The
/// gradient uses the memory for its own purposes. A gradient that is null is not asked for.
/// </remarks>
public abstract partial class Backend
{
    /// <summary>
    /// Long short-term memory (Hochreiter and Schmidhuber 1997) with gates in Keras's order: with z = x·w + h·u + bias in four parts,
    /// i, f, o = sigmoid of the first, second and last, g = tanh of the third, c = f ⊙ c + i ⊙ g and h = o ⊙ tanh(c).
    /// The last states are h and c. <paramref name="saved"/> [6, b, t, units] is i, f, g, o of each step, then c and h before the step.
    /// </summary>
    public virtual void LstmSequence(
        in SequenceGeometry geometry, Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor c, Tensor? mask, Tensor output, Tensor? saved) =>
        new LstmComposition(this, geometry).Forward(x, w, u, bias, [h, c], mask, output, saved);

    /// <summary>The gradients of <see cref="LstmSequence"/>.</summary>
    public virtual void LstmSequenceGradient(
        in SequenceGeometry geometry,
        Tensor x,
        Tensor w,
        Tensor u,
        Tensor? mask,
        Tensor saved,
        Tensor doutput,
        Tensor? dx,
        Tensor? dw,
        Tensor? du,
        Tensor? dbias,
        Tensor? dh,
        Tensor? dc) =>
        new LstmComposition(this, geometry).Gradient(x, w, u, mask, saved, doutput, dx, dw, du, dbias, [dh, dc]);

    /// <summary>
    /// Gated recurrent units (Cho et al. 2014) as Keras has them by default (reset_after), with gates z, r and the candidate in this order: with
    /// a = x·w + bias[0] and s = h·u + bias[1] in three parts, z, r = sigmoid(a + s) of the first and second, g = tanh(a₃ + r ⊙ s₃) and
    /// h = z ⊙ h + (1 − z) ⊙ g. <paramref name="saved"/> [5, b, t, units] is z, r, g of each step, then s₃, then h before the step.
    /// </summary>
    public virtual void GruSequence(
        in SequenceGeometry geometry, Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor? mask, Tensor output, Tensor? saved) =>
        new GruComposition(this, geometry).Forward(x, w, u, bias, [h], mask, output, saved);

    /// <summary>The gradients of <see cref="GruSequence"/>.</summary>
    public virtual void GruSequenceGradient(
        in SequenceGeometry geometry,
        Tensor x,
        Tensor w,
        Tensor u,
        Tensor? mask,
        Tensor saved,
        Tensor doutput,
        Tensor? dx,
        Tensor? dw,
        Tensor? du,
        Tensor? dbias,
        Tensor? dh) =>
        new GruComposition(this, geometry).Gradient(x, w, u, mask, saved, doutput, dx, dw, du, dbias, [dh]);

    /// <summary>h = tanh(x·w + h·u + bias). <paramref name="saved"/> [2, b, t, units] is the new h of each step, then h before the step.</summary>
    public virtual void SimpleRnnSequence(
        in SequenceGeometry geometry, Tensor x, Tensor w, Tensor u, Tensor? bias, Tensor h, Tensor? mask, Tensor output, Tensor? saved) =>
        new SimpleRnnComposition(this, geometry).Forward(x, w, u, bias, [h], mask, output, saved);

    /// <summary>The gradients of <see cref="SimpleRnnSequence"/>.</summary>
    public virtual void SimpleRnnSequenceGradient(
        in SequenceGeometry geometry,
        Tensor x,
        Tensor w,
        Tensor u,
        Tensor? mask,
        Tensor saved,
        Tensor doutput,
        Tensor? dx,
        Tensor? dw,
        Tensor? du,
        Tensor? dbias,
        Tensor? dh) =>
        new SimpleRnnComposition(this, geometry).Gradient(x, w, u, mask, saved, doutput, dx, dw, du, dbias, [dh]);
}
