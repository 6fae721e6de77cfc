using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The same values with a mask, which layers that know masks read from <see cref="Tensor.Mask"/>. A view: x itself keeps the mask that it has.
    /// </summary>
    /// <param name="x">Any shape and type, mostly [batch, steps, …].</param>
    /// <param name="mask">Boolean, true where a step counts, mostly [batch, steps]; null for no mask.</param>
    /// <returns>A view.</returns>
    /// <exception cref="DTypeException">The mask is not Boolean.</exception>
    /// <exception cref="ShapeException">The mask has more axes than x.</exception>
    /// <example><code>Tensor padded = Ops.WithMask(x, Ops.NotEqual(tokens, Ops.ZerosLike(tokens)));</code></example>
    public static Tensor WithMask(this Tensor x, Tensor? mask)
    {
        if (mask is { DType: not DType.Bool })
        {
            throw new DTypeException(
                $"with_mask — a mask is Boolean, true where a step counts. Received {mask.DType.KerasName()}; compare, or convert with Cast(DType.Bool).");
        }

        if (mask != null && mask.Rank > x.Rank)
        {
            throw new ShapeException($"with_mask — a mask has no more axes than its tensor. Received mask {mask.Shape} for shape {x.Shape}.");
        }

        Tensor view = x.Reshape(x.Shape);
        view.RememberLogitsOf(x);
        view.SetMask(mask);
        return view;
    }
}
