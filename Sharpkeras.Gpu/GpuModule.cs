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
        foreach (DeviceKind kind in (DeviceKind[])[DeviceKind.Cuda, DeviceKind.OpenCL])
        {
            BackendProvider.Register(kind, GpuDevices.Open, () => GpuDevices.List(kind));
        }
    }
}
