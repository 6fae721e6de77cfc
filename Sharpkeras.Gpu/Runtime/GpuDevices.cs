using System.Globalization;
using System.Runtime.InteropServices;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>
/// The devices that drivers offer: CUDA's in the driver's order; of OpenCL's first those that are no processors. ILGPU's own CPU
/// accelerator is a debugger and left out.
/// </summary>
internal static class GpuDevices
{
    /// <summary>ILGPU's descriptions of a kind's devices, in the order of their indices. Nothing is opened.</summary>
    public static IReadOnlyList<ILGPU.Runtime.Device> Of(DeviceKind kind) => kind switch
    {
        DeviceKind.Cuda => [.. CudaDevice.GetDevices(_ => true)],
        DeviceKind.OpenCL => [.. OpenClDrivers.Devices().OrderBy(IsProcessor)],
        _ => [],
    };

    /// <summary>Whether an OpenCL driver runs on the processor: it is taken only where it is named.</summary>
    public static bool IsProcessor(ILGPU.Runtime.Device device) =>
        device is CLDevice { DeviceType: CLDeviceType.CL_DEVICE_TYPE_CPU };

    /// <summary>The devices of a kind, or one entry that says why there is none.</summary>
    public static IReadOnlyList<DeviceInfo> List(DeviceKind kind)
    {
        DeviceInfo[] found = [.. Of(kind).Select((device, index) => Describe(new Device(kind, index), device))];
        return found.Length > 0 ? found : [new DeviceInfo(new Device(kind), "", 0, "", WhyNone(kind))];
    }

    /// <summary>Opens a device.</summary>
    /// <exception cref="NotSupportedException">It is not there, or the driver refuses it.</exception>
    public static GpuBackend Open(Device device)
    {
        IReadOnlyList<ILGPU.Runtime.Device> found = Of(device.Kind);
        if (device.Index >= found.Count)
        {
            throw new NotSupportedException(found.Count == 0
                ? $"device — there is no {device}. {WhyNone(device.Kind)} Device.Cpu is always there."
                : $"device — there is no {device}. Found {string.Join(", ", found.Select((item, index) => $"{new Device(device.Kind, index)} ({item.Name})"))}; choose one of these.");
        }

        try
        {
            return new GpuBackend(device, found[device.Index]);
        }
        catch (Exception exception) when (exception is ILGPU.Runtime.AcceleratorException or NotSupportedException)
        {
            throw new NotSupportedException(
                $"device — {device} ({found[device.Index].Name}) cannot be opened: {exception.Message.TrimEnd('.')}. Is the device busy or its driver older than the device needs? Update the driver, or use Device.Cpu.",
                exception);
        }
    }

    private static DeviceInfo Describe(Device device, ILGPU.Runtime.Device driver) => driver switch
    {
        CudaDevice cuda => new DeviceInfo(
            device, cuda.Name, cuda.MemorySize, $"CUDA {cuda.DriverVersion.Major}.{cuda.DriverVersion.Minor}, compute capability {cuda.Architecture}")
        {
            PeakGigaflops = CudaPeaks.Gigaflops(cuda),
            PeakGigabytesPerSecond = CudaPeaks.GigabytesPerSecond(cuda),
        },
        CLDevice openCl => new DeviceInfo(
            device,
            openCl.Name,
            openCl.MemorySize,
            string.Create(CultureInfo.InvariantCulture, $"{openCl.PlatformName}, {openCl.CVersion}{(IsProcessor(openCl) ? ", on the processor" : "")}"))
        {
            IsProcessor = IsProcessor(openCl),
        },
        _ => new DeviceInfo(device, driver.Name, driver.MemorySize, ""),
    };

    private static string WhyNone(DeviceKind kind)
    {
        if (kind == DeviceKind.Cuda)
        {
            return NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda" : "libcuda.so.1", out _)
                ? "NVIDIA's driver is installed but sees no GPU: is it visible (CUDA_VISIBLE_DEVICES), and not used up by another program?"
                : "NVIDIA's driver was not found: install it where there is an NVIDIA GPU.";
        }

        return OpenClDrivers.LibraryFound
            ? "There is an OpenCL library but no device: install the driver of the GPU's vendor (on the processor: pocl-opencl-icd)."
            : "No OpenCL library was found: install the driver of the GPU's vendor, and ocl-icd-libopencl1 on Linux.";
    }
}
