using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ILGPU.Runtime.OpenCL;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>
/// OpenCL drivers, those that run on the processor (pocl) too: slow, but they execute the GPU kernels on machines without a GPU.
/// ILGPU refuses drivers that report no generic address space, which the code it makes at level O2 does not use.
/// </summary>
internal static class OpenClDrivers
{
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Whether an OpenCL library can be loaded; also lets ILGPU find it under the name that Linux gives it.</summary>
    public static bool LibraryFound => Loaded.Value;

    /// <summary>All devices of all drivers.</summary>
    public static ImmutableArray<ILGPU.Runtime.Device> Devices() => LibraryFound
        ? CLDevice.GetDevices(device =>
        {
            AllowGenericAddressSpace(device);
            return true;
        })
        : [];

    /// <summary>The property can only be set inside ILGPU.</summary>
    private static void AllowGenericAddressSpace(CLDevice device)
    {
        PropertyInfo property = typeof(CLCapabilityContext).GetProperty(nameof(CLCapabilityContext.GenericAddressSpace))!;
        property.SetValue(device.Capabilities, true);
    }

    private static bool Load()
    {
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            name == "OpenCL" && NativeLibrary.TryLoad("libOpenCL.so.1", out nint handle) ? handle : 0;
        return NativeLibrary.TryLoad("OpenCL", out _) || NativeLibrary.TryLoad("libOpenCL.so.1", out _);
    }
}
