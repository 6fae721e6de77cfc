using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x above 0, alpha·x below, with an alpha for each place; the gradients at 0 are 0. The shapes broadcast.</summary>
    internal static Tensor Prelu(Tensor x, Tensor alpha) => BinaryOp<PreluKernel>.Apply(x, alpha);
}

/// <summary>a above 0, b·a below. The gradients at 0 are 0.</summary>
internal readonly struct PreluKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => V.Select(V.GreaterOrEqual(a, V.Of(0)), a, b * a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(a, V.Of(0)), dy, V.Select(V.Greater(V.Of(0), a), dy * b, V.Of(0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * V.Min(a, V.Of(0));
}
