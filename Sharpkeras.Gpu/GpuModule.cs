using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Sharpkeras.Devices;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Gpu;

/// <summary>Makes the devices known when the library is loaded.</summary>
internal static class GpuModule
{
    [SuppressMessage("Usage", "CA2255", Justification = "Core looks for this library by name, and must find its backends without referring to it.")]
    [ModuleInitializer]
    internal static void Register()
    {
        BackendProvider.Register(DeviceKind.Cuda, Open);
        BackendProvider.Register(DeviceKind.OpenCL, Open);
    }

    private static GpuBackend Open(Device device)
    {
        IReadOnlyList<ILGPU.Runtime.Device> found = GpuContext.Of(device.Kind);
        return device.Index < found.Count
            ? new GpuBackend(device, found[device.Index])
            : throw new NotSupportedException($"device — there is no {device}. Found {found.Count} devices of that kind.");
    }
}
