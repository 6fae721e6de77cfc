using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>
/// ILGPU's context, one for the process, and the devices that it sees: CUDA's in the driver's order; of OpenCL's first those that are no
/// processors. ILGPU's own CPU accelerator is a debugger and left out.
/// </summary>
internal static class GpuContext
{
    private static readonly Lazy<Context> Opened = new(Open);

    /// <summary>The context.</summary>
    public static Context Shared => Opened.Value;

    /// <summary>The devices of a kind, in the order of their indices.</summary>
    public static IReadOnlyList<ILGPU.Runtime.Device> Of(DeviceKind kind) => kind switch
    {
        DeviceKind.Cuda => [.. Shared.Devices.OfType<CudaDevice>()],
        DeviceKind.OpenCL => [.. Shared.Devices.OfType<CLDevice>().OrderBy(IsProcessor)],
        _ => [],
    };

    /// <summary>Whether an OpenCL driver runs on the processor: it is taken only where it is named.</summary>
    public static bool IsProcessor(ILGPU.Runtime.Device device) =>
        device is CLDevice { DeviceType: CLDeviceType.CL_DEVICE_TYPE_CPU };

    private static Context Open() => Context.Create(builder =>
    {
        builder.ForKernels().OpenCLWithCpu();
        builder.Cuda();
    });
}
