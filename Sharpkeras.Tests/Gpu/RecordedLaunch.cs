using System.Reflection;
using ILGPU;

namespace Sharpkeras.Tests.Gpu;

/// <summary>A kernel as a backend started it, so that it can be run again without the backend.</summary>
/// <param name="Kernel">The method.</param>
/// <param name="Source">Its OpenCL C.</param>
/// <param name="Config">The numbers of groups and threads.</param>
/// <param name="Arguments">What it was given, in order.</param>
internal sealed record RecordedLaunch(MethodInfo Kernel, string Source, KernelConfig Config, IReadOnlyList<LaunchArgument> Arguments)
{
    /// <summary>The arguments that are memory.</summary>
    public IReadOnlyList<LaunchArgument> Views { get; } = [.. Arguments.Where(argument => argument.Length != null)];
}

/// <summary>An argument of a kernel: a value, or the elements that a view shows.</summary>
/// <param name="Bytes">The value, or the elements before the start.</param>
/// <param name="Length">The number of elements of a view; null for a value.</param>
internal sealed record LaunchArgument(byte[] Bytes, long? Length = null)
{
    /// <summary>What the kernel made of a view's elements; null where that is not known, or other views show the same memory.</summary>
    public byte[]? After { get; set; }

    /// <summary>Whether the elements are float32.</summary>
    public bool IsFloat { get; init; }
}
