using ILGPU;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>ILGPU's context: one for the process, made when the first device is opened.</summary>
internal static class GpuContext
{
    private static readonly Lazy<Context> Opened = new(() => Context.Create(builder => builder.ForKernels()));

    /// <summary>The context.</summary>
    public static Context Shared => Opened.Value;
}
