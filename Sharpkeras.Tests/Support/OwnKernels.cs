using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Support;

/// <summary>x + bend·(√(x² + 1) − 1): a kernel as a user writes one, with a number.</summary>
public readonly struct BentKernel(double bend) : IUnaryKernel
{
    private readonly Parameter bend = bend;

    public static GradientNeeds Needs => GradientNeeds.Input;

    public V Forward<V>(V x)
        where V : struct, ILane<V> => x + (V.Of(bend) * (V.Sqrt((x * x) + V.Of(1)) - V.Of(1)));

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * (V.Of(1) + (V.Of(bend) * x / V.Sqrt((x * x) + V.Of(1))));
}

/// <summary>a·b²: a kernel of two values as a user writes one.</summary>
public readonly struct TimesSquareKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => a * b * b;

    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * b * b;

    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => V.Of(2) * dy * a * b;
}

/// <summary>0 below 0 and x·factor above: its gradient reads the output only, so layers fuse it.</summary>
public readonly struct SlopeAboveKernel(double factor) : IUnaryKernel
{
    private readonly Parameter factor = factor;

    public static GradientNeeds Needs => GradientNeeds.Output;

    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Max(x, V.Of(0)) * V.Of(factor);

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(y, V.Of(0)), dy * V.Of(factor), V.Of(0));
}
