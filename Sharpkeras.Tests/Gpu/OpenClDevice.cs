using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Tests.Gpu;

/// <summary>An OpenCL device for tests, one on the processor included; what ran is printed.</summary>
internal sealed class OpenClDevice : IDisposable
{
    private readonly Context context;

    private OpenClDevice(Context context)
    {
        this.context = context;
        Accelerator = context.Devices[0].CreateAccelerator(context);
    }

    public Accelerator Accelerator { get; }

    /// <summary>The device. Where there is an OpenCL library, a missing device is an error.</summary>
    public static OpenClDevice Open()
    {
        Context context = Context.Create(builder => builder.OpenCLWithCpu().ForKernels());
        Assert.That(context.Devices, Is.Not.Empty, "There is an OpenCL library but no device: install a driver (pocl-opencl-icd).");
        var device = new OpenClDevice(context);
        TestContext.Progress.WriteLine($"Kernels run on {device.Accelerator.Name}.");
        return device;
    }

    public void Dispose()
    {
        Accelerator.Dispose();
        context.Dispose();
    }
}
