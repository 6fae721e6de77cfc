using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether both are true. The shapes broadcast.</summary>
    /// <param name="a">Boolean, any shape.</param>
    /// <param name="b">Boolean; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>Boolean.</returns>
    public static Tensor LogicalAnd(this Tensor a, Tensor b) => CompareOp<LogicalAndKernel>.Apply(Bool(a, "logical_and"), Bool(b, "logical_and"));

    /// <summary>Whether either is true. The shapes broadcast.</summary>
    /// <param name="a">Boolean, any shape.</param>
    /// <param name="b">Boolean; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>Boolean.</returns>
    public static Tensor LogicalOr(this Tensor a, Tensor b) => CompareOp<LogicalOrKernel>.Apply(Bool(a, "logical_or"), Bool(b, "logical_or"));

    /// <summary>Whether one and only one is true. The shapes broadcast.</summary>
    /// <param name="a">Boolean, any shape.</param>
    /// <param name="b">Boolean; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>Boolean.</returns>
    public static Tensor LogicalXor(this Tensor a, Tensor b) => NotEqual(Bool(a, "logical_xor"), Bool(b, "logical_xor"));

    /// <summary>Whether it is false.</summary>
    /// <param name="x">Boolean, any shape.</param>
    /// <returns>Boolean.</returns>
    public static Tensor LogicalNot(this Tensor x) => Equal(Bool(x, "logical_not"), Constant(0, x));

    private static Tensor Bool(Tensor x, string operation) => x.DType == DType.Bool
        ? x
        : throw new DTypeException($"{operation} — needs Boolean tensors. Received {x.DType.KerasName()}; compare, or convert with Cast(DType.Bool).");
}

/// <summary>Both are not zero.</summary>
internal readonly struct LogicalAndKernel : ICompareKernel
{
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Not(V.Equal(a * b, V.Of(0)));
}

/// <summary>Either is not zero.</summary>
internal readonly struct LogicalOrKernel : ICompareKernel
{
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Not(V.Equal(a + b, V.Of(0)));
}
