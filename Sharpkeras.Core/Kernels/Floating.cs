using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>A kernel for all numeric types, seen as one for the floating types.</summary>
public readonly struct FloatingUnary<K>(K kernel) : IUnaryKernel
    where K : struct, INumberUnaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => K.Needs;

    /// <inheritdoc/>
    public static bool IsRectifier => K.IsRectifier;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => kernel.Forward(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => kernel.Gradient(x, y, dy);
}

/// <summary>A kernel of two values for all numeric types, seen as one for the floating types.</summary>
public readonly struct FloatingBinary<K>(K kernel) : IBinaryKernel
    where K : struct, INumberBinaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => K.Needs;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => kernel.Forward(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => kernel.GradientA(a, b, y, dy);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => kernel.GradientB(a, b, y, dy);
}
