using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Kernels;

/// <summary>A function of one lane, as a type.</summary>
internal interface ILaneFunction
{
    static abstract V Apply<V>(V value)
        where V : struct, ILane<V>;
}

/// <summary>The functions of the lanes as types, and as kernels.</summary>
internal static class LaneFunctions
{
    internal readonly struct Exp : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Exp(value);
    }

    internal readonly struct Expm1 : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Expm1(value);
    }

    internal readonly struct Log : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Log(value);
    }

    internal readonly struct Log1p : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Log1p(value);
    }

    internal readonly struct Tanh : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Tanh(value);
    }

    internal readonly struct Erf : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Erf(value);
    }

    internal readonly struct Sin : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Sin(value);
    }

    internal readonly struct Cos : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Cos(value);
    }

    internal readonly struct Atan : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Atan(value);
    }

    internal readonly struct Sqrt : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Sqrt(value);
    }

    internal readonly struct Floor : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Floor(value);
    }

    internal readonly struct Ceiling : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Ceiling(value);
    }

    internal readonly struct Round : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Round(value);
    }

    internal readonly struct BitIncrement : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.BitIncrement(value);
    }

    internal readonly struct Abs : ILaneFunction
    {
        public static V Apply<V>(V value)
            where V : struct, ILane<V> => V.Abs(value);
    }

    /// <summary>The kernel that applies a function; its gradient is not of interest here.</summary>
    internal readonly struct Kernel<F> : IUnaryKernel
        where F : struct, ILaneFunction
    {
        public static GradientNeeds Needs => GradientNeeds.Nothing;

        public V Forward<V>(V x)
            where V : struct, ILane<V> => F.Apply(x);

        public V Gradient<V>(V x, V y, V dy)
            where V : struct, ILane<V> => dy;
    }
}
