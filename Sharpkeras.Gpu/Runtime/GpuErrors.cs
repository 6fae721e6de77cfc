using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>What the errors of drivers and of ILGPU's compiler mean for the user.</summary>
internal static class GpuErrors
{
    /// <summary>How the message about a refused kernel begins, before the operation is known.</summary>
    private const string Kernel = "the kernel ";

    /// <summary>Whether a driver had no memory left.</summary>
    public static bool IsOutOfMemory(Exception exception) => exception switch
    {
        CudaException cuda => cuda.Error == nameof(CudaError.CUDA_ERROR_OUT_OF_MEMORY),
        CLException openCl => openCl.Error is CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE or CLError.CL_OUT_OF_RESOURCES
            or CLError.CL_OUT_OF_HOST_MEMORY or CLError.CL_INVALID_BUFFER_SIZE,
        _ => false,
    };

    /// <summary>An error of the driver, in words; null for exceptions of other origin.</summary>
    public static DeviceException? Explain(Exception exception, Device device, string operation) => exception switch
    {
        DeviceException refused when refused.Message.StartsWith(Kernel, StringComparison.Ordinal) =>
            new DeviceException($"{operation} — {refused.Message}", refused),
        AcceleratorException => new DeviceException(
            $"{operation} — {device} failed: {exception.Message.TrimEnd('.')}. If the device was lost or reset, start the program again; if another program keeps it busy, end that one, or compute on the processor (SHARPKERAS_DEVICE=cpu).",
            exception),
        _ => null,
    };

    /// <summary>A kernel that the compiler or the driver refuses.</summary>
    public static DeviceException Refused(Exception exception, Device device, string kernel)
    {
        Exception root = exception;
        while (root.InnerException != null)
        {
            root = root.InnerException;
        }

        if (root is TypeLoadException)
        {
            return new DeviceException(
                $"{Kernel}{kernel} cannot be compiled for {device}: it uses a type that is not public. Make it public, or let its assembly show its internals to ILGPURuntime.",
                exception);
        }

        return new DeviceException(
            $"{Kernel}{kernel} cannot be compiled for {device}: {root.Message.TrimEnd('.')}. Other operations go on working; compute this one on the processor with tensor.To(Device.Cpu), and report it.",
            exception);
    }
}
