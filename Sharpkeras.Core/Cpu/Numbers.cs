using System.Runtime.CompilerServices;

namespace Sharpkeras.Cpu;

/// <summary>Numbers as elements of float32 or float64.</summary>
internal static class Numbers
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(double value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            float single = (float)value;
            return Unsafe.As<float, T>(ref single);
        }

        return Unsafe.As<double, T>(ref value);
    }
}
