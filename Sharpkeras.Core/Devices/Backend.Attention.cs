using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Attention by heads as one kernel.</summary>
public abstract partial class Backend
{
    /// <summary>
    /// y = softmax(scale · Q·Kᵀ + bias)·V for each head, where hidden sources have the logit <see cref="AttentionGeometry.HiddenLogit"/>. Bias
    /// and Boolean mask broadcast to [batch, heads, targets, sources]. The statistics [2, batch, heads, targets], where they are asked for, are
    /// the largest logit of each target and 1 / Σ exp(logit − largest).
    /// </summary>
    public virtual void Attention(
        in AttentionGeometry geometry, Tensor query, Tensor key, Tensor value, Tensor? bias, Tensor? mask, Tensor y, Tensor? statistics) =>
        AttentionCompositions.Forward(this, geometry, query, key, value, bias, mask, y, statistics);

    /// <summary>
    /// The gradients of <see cref="Attention"/> for query, key, value and logits [batch, heads, targets, sources], which is that of the bias before
    /// it is summed over what was broadcast. What is null is not asked for.
    /// </summary>
    public virtual void AttentionGradient(
        in AttentionGeometry geometry,
        Tensor query,
        Tensor key,
        Tensor value,
        Tensor? bias,
        Tensor? mask,
        Tensor statistics,
        Tensor dy,
        Tensor? dquery,
        Tensor? dkey,
        Tensor? dvalue,
        Tensor? dlogits) =>
        AttentionCompositions.Gradient(this, geometry, query, key, value, bias, mask, statistics, dy, dquery, dkey, dvalue, dlogits);
}
