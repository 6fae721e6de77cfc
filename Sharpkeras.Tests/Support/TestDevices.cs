using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Tests.Support;

/// <summary>The devices that tests run on beside the processor.</summary>
internal static class TestDevices
{
    /// <summary>Why tests on OpenCL are left out where they are.</summary>
    public const string NoOpenCl = "No OpenCL driver was found: install pocl-opencl-icd and ocl-icd-libopencl1 to run the GPU kernels on the processor.";

    /// <summary>The first OpenCL device, a driver on the processor included; null where there is none.</summary>
    public static Device? OpenCl { get; } = GpuDevices.Of(DeviceKind.OpenCL).Count > 0 ? new Device(DeviceKind.OpenCL) : null;

    /// <summary>The OpenCL device; the test is left out where there is none.</summary>
    public static Device NeedOpenCl()
    {
        if (OpenCl == null)
        {
            Assert.Ignore(NoOpenCl);
        }

        return OpenCl!;
    }
}
