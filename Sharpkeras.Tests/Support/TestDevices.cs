using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Tests.Support;

/// <summary>The devices that tests run on beside the processor.</summary>
internal static class TestDevices
{
    /// <summary>Why tests on OpenCL are left out where they are.</summary>
    public const string NoGpu = "No device was found, or none is wanted (SHARPKERAS_TEST_DEVICE): install pocl-opencl-icd and ocl-icd-libopencl1 to run the GPU kernels on the processor.";

    /// <summary>Names the device that the tests of the GPU backend run on, such as <c>cuda:0</c>; <c>none</c> leaves them out.</summary>
    private const string Variable = "SHARPKERAS_TEST_DEVICE";

    private const string None = "none";

    private static readonly string Setting = Environment.GetEnvironmentVariable(Variable) ?? "opencl:0";

    /// <summary>Where the first OpenCL device is, if there is one, or the device that the setting names.</summary>
    public static Device GpuPlace { get; } = Device.Parse(Setting == None ? "opencl:0" : Setting);

    /// <summary>The device of tests that choose none: the processor also where there is a GPU, unless the run is started with another.</summary>
    public static Device Ordinary { get; } =
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SHARPKERAS_DEVICE")) ? Device.Cpu : Device.Default;

    /// <summary>The first OpenCL device, a driver on the processor included; null where there is none.</summary>
    public static Device? Gpu { get; } = Setting != None && GpuDevices.Of(GpuPlace.Kind).Count > GpuPlace.Index ? GpuPlace : null;

    /// <summary>All devices that tests run on.</summary>
    public static Device[] All { get; } = Gpu == null ? [Device.Cpu] : [Device.Cpu, Gpu];

    /// <summary>The OpenCL device; the test is left out where there is none.</summary>
    public static Device NeedGpu()
    {
        if (Gpu == null)
        {
            Assert.Ignore(NoGpu);
        }

        return Gpu!;
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
