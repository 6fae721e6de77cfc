using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Tests.Gpu;

/// <summary>An OpenCL device for tests, one on the processor included; what ran is printed.</summary>
internal sealed class OpenClDevice : IDisposable
{
    private readonly Context context;

    private OpenClDevice(Context context, ILGPU.Runtime.Device device)
    {
        this.context = context;
        Accelerator = device.CreateAccelerator(context);
    }

    public Accelerator Accelerator { get; }

    /// <summary>The device. Where there is an OpenCL library, a missing device is an error.</summary>
    public static OpenClDevice Open()
    {
        IReadOnlyList<ILGPU.Runtime.Device> found = GpuDevices.Of(DeviceKind.OpenCL);
        Assert.That(found, Is.Not.Empty, "There is an OpenCL library but no device: install a driver (pocl-opencl-icd).");
        var device = new OpenClDevice(Context.Create(builder => builder.ForKernels()), found[0]);
        TestContext.Progress.WriteLine($"Kernels run on {device.Accelerator.Name}.");
        return device;
    }

    public void Dispose()
    {
        Accelerator.Dispose();
        context.Dispose();
    }
}
