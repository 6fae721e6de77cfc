using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Tests.Support;

/// <summary>The devices that tests run on beside the processor.</summary>
internal static class TestDevices
{
    /// <summary>Why tests on OpenCL are left out where they are.</summary>
    public const string NoOpenCl = "No OpenCL driver was found: install pocl-opencl-icd and ocl-icd-libopencl1 to run the GPU kernels on the processor.";

    /// <summary>Why tests of indices outside of their range are left out on devices: nobody waits for a device to look at its values.</summary>
    public const string NoLook = "Indices that lie on a device are not looked at.";

    /// <summary>Where the first OpenCL device is, if there is one.</summary>
    public static Device OpenClPlace { get; } = new(DeviceKind.OpenCL);

    /// <summary>The first OpenCL device, a driver on the processor included; null where there is none.</summary>
    public static Device? OpenCl { get; } = GpuContext.Of(DeviceKind.OpenCL).Count > 0 ? OpenClPlace : null;

    /// <summary>All devices that tests run on.</summary>
    public static Device[] All { get; } = OpenCl == null ? [Device.Cpu] : [Device.Cpu, OpenCl];

    /// <summary>Leaves a test of an <see cref="OnDevicesAttribute"/> fixture out on other devices than the processor.</summary>
    /// <param name="reason">Why it says nothing there.</param>
    public static void NeedCpu(string reason)
    {
        if (Device.Default.Kind != DeviceKind.Cpu)
        {
            Assert.Ignore(reason);
        }
    }

    /// <summary>The OpenCL device; the test is left out where there is none.</summary>
    public static Device NeedOpenCl()
    {
        if (OpenCl == null)
        {
            Assert.Ignore(NoOpenCl);
        }

        return OpenCl!;
    }

    /// <summary>Does something with a device as the default.</summary>
    public static T On<T>(Device device, Func<T> action)
    {
        Device before = Device.Default;
        Device.Default = device;
        try
        {
            return action();
        }
        finally
        {
            Device.Default = before;
        }
    }
}
