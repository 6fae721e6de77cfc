using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Kernels in the shapes that the product uses: without a field, with one, with functions, arithmetic only.</summary>
internal readonly struct ReluKernel : INumberUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    public V Forward<V>(V x)
        where V : struct, INumberLane<V> => V.Max(x, V.Of(0));

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(V.Greater(y, V.Of(0)), dy, V.Of(0));
}

internal readonly struct LeakyReluKernel(double slope) : IUnaryKernel
{
    private readonly Parameter slope = slope;

    public static GradientNeeds Needs => GradientNeeds.Input;

    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(0)), x, x * V.Of(slope));

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(0)), dy, dy * V.Of(slope));
}

internal readonly struct TanhKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Tanh(x);

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * (V.Of(1) - (y * y));
}

internal readonly struct SquaredDifferenceKernel : INumberBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    public V Forward<V>(V a, V b)
        where V : struct, INumberLane<V> => (a - b) * (a - b);

    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Of(2) * dy * (a - b);

    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Of(-2) * dy * (a - b);
}

internal readonly struct PowKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input | GradientNeeds.Output;

    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => V.Pow(a, b);

    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * b * V.Pow(a, b - V.Of(1));

    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * y * V.Log(a);
}
