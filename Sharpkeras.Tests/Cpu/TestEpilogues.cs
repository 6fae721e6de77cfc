using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>x² + 1/2: a function that does not keep zero, so that a tile which it missed or met twice is seen.</summary>
internal readonly struct SquarePlusHalf : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    public V Forward<V>(V x)
        where V : struct, ILane<V> => (x * x) + V.Of(0.5);

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * x * V.Of(2);
}

/// <summary>The positive part.</summary>
internal readonly struct PositivePart : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Max(x, V.Of(0));

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(y, V.Of(0)), dy, V.Of(0));
}

/// <summary>The functions that tests put after products and convolutions, with their formulas.</summary>
internal static class TestEpilogues
{
    public static readonly Epilogue Square = new Epilogue<SquarePlusHalf>(default);
    public static readonly Epilogue Positive = new Epilogue<PositivePart>(default);

    public static Epilogue? ByName(string? name) => name switch
    {
        "square" => Square,
        "positive" => Positive,
        _ => null,
    };

    public static double Expected(string? name, double x) => name switch
    {
        "square" => (x * x) + 0.5,
        "positive" => Math.Max(x, 0),
        _ => x,
    };
}
