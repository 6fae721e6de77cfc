using System.Runtime.CompilerServices;

namespace Sharpkeras.Cpu;

/// <summary>How the loops of kernels are compiled.</summary>
internal static class HotLoop
{
    /// <summary>
    /// Optimized at once: a library cannot count on the settings of the program, and a loop that is left waits long for its better form.
    /// Never inlined: within a large caller the compiler's budget for inlining runs out, and the functions of lanes would become calls.
    /// </summary>
    public const MethodImplOptions Options = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
}
