using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>The functions of two integers that vectors go through one by one, for every integer type.</summary>
internal static class IntegerMath
{
    /// <summary>A function of two values, as a type.</summary>
    internal interface IFunction
    {
        /// <summary>The function's value.</summary>
        static abstract T Apply<T>(T left, T right)
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>;
    }

    /// <summary>left · 2^right, the bits beyond the type lost.</summary>
    internal readonly struct ShiftLeft : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static unsafe T Apply<T>(T left, T right)
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        {
            int count = int.CreateSaturating(right);
            return count >= 0 && count < sizeof(T) * 8 ? left << count : T.Zero;
        }
    }

    /// <summary>⌊left / 2^right⌋.</summary>
    internal readonly struct ShiftRight : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static unsafe T Apply<T>(T left, T right)
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        {
            int count = int.CreateSaturating(right);
            T sign = left < T.Zero ? T.Zero - T.One : T.Zero;
            return count >= 0 && count < sizeof(T) * 8 ? left >> count : sign;
        }
    }

    /// <summary>⌊left / right⌋.</summary>
    internal readonly struct FloorDivide : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T left, T right)
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        {
            if (right == T.Zero)
            {
                return T.Zero;
            }

            // the lowest value divided by −1 has no place in the type: it wraps, as negation does
            if (right < T.Zero && right + T.One == T.Zero)
            {
                return unchecked(T.Zero - left);
            }

            T quotient = left / right;
            bool inexact = quotient * right != left;
            return inexact && (left < T.Zero) != (right < T.Zero) ? quotient - T.One : quotient;
        }
    }

    /// <summary>left − right · ⌊left / right⌋.</summary>
    internal readonly struct FloorMod : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Apply<T>(T left, T right)
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        {
            return right == T.Zero ? T.Zero : unchecked(left - (right * FloorDivide.Apply(left, right)));
        }
    }

    /// <summary>Euclid's algorithm.</summary>
    internal readonly struct Gcd : IFunction
    {
        public static T Apply<T>(T left, T right)
            where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        {
            T a = left;
            T b = right;
            while (b != T.Zero)
            {
                T rest = FloorMod.Apply(a, b);
                a = b;
                b = rest;
            }

            return a < T.Zero ? unchecked(T.Zero - a) : a;
        }
    }
}
