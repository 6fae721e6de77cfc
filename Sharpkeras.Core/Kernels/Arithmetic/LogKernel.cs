using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>y = ln x.</summary>
public readonly struct LogKernel : IUnaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => GradientNeeds.Input;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Log(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy / x;
}
