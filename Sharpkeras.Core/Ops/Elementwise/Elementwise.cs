using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// An elementwise operation of one's own, from one struct that says the function and its gradient over lanes: it runs on all devices and
    /// at every vector width, for float32 and float64.
    /// </summary>
    /// <typeparam name="K">The struct; public, where it is to run on a GPU.</typeparam>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="kernel">The struct with its numbers; left out when it has none.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="Diagnostics.DTypeException">The tensor is not floating.</exception>
    /// <example><code>Tensor y = x.Elementwise(new Bent { Slope = 0.2 });</code></example>
    public static Tensor Elementwise<K>(this Tensor x, K kernel = default)
        where K : struct, IUnaryKernel => Op.Apply(new UnaryOp<K>(kernel), x);

    /// <summary>The same for a function of two values; the shapes broadcast.</summary>
    /// <typeparam name="K">The struct; public, where it is to run on a GPU.</typeparam>
    /// <param name="a">Any shape, float32 or float64.</param>
    /// <param name="b">A shape that broadcasts with that of a, the same type.</param>
    /// <param name="kernel">The struct with its numbers; left out when it has none.</param>
    /// <returns>The common shape.</returns>
    /// <exception cref="Diagnostics.DTypeException">The tensors are not floating, or of different types.</exception>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Elementwise<K>(Tensor a, Tensor b, K kernel = default)
        where K : struct, IBinaryKernel => Op.Apply(new BinaryOp<K>(kernel), a, b);
}
