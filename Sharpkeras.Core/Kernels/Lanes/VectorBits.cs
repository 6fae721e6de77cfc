using System.Runtime.Intrinsics;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>The width of the vectors that CPU kernels use, in bits; 0 stands for single values.</summary>
internal static class VectorBits
{
    /// <summary>Tests set this to 512, 256, 128 or 0 to choose the width.</summary>
    internal const string Variable = "SHARPKERAS_VECTOR_BITS";

    /// <summary>The width of this process: a constant for the just-in-time compiler.</summary>
    internal static readonly int Value = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The width that a setting names, or the processor's own for an empty one.</summary>
    /// <exception cref="ArgumentException">The setting names no width.</exception>
    internal static int Parse(string? setting) => setting switch
    {
        null or "" => Widest(),
        "512" => 512,
        "256" => 256,
        "128" => 128,
        "0" => 0,
        _ => throw new ArgumentException($"{Variable} — no such vector width — received '{setting}' — use 512, 256, 128 or 0."),
    };

    private static int Widest()
    {
        return Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
    }
}
