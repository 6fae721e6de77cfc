using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>x / √(1 + c·x²), which no library of Sharpkeras knows.</summary>
internal readonly struct BentKernel(Parameter bend) : IUnaryKernel
{
    private readonly Parameter bend = bend;

    public static GradientNeeds Needs => GradientNeeds.Input;

    public V Forward<V>(V x)
        where V : struct, ILane<V> => x / V.Sqrt(V.Of(1) + (V.Of(bend) * x * x));

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V square = V.Of(1) + (V.Of(bend) * x * x);
        return dy / (square * V.Sqrt(square));
    }
}

/// <summary>a·e^b.</summary>
internal readonly struct GrowthKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => a * V.Exp(b);

    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * V.Exp(b);

    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * a * V.Exp(b);
}
