using Sharpkeras.Devices;

namespace Sharpkeras.Examples.GpuBenchmark;

/// <summary>Which devices are measured: the processor always and first, since the others are compared with it.</summary>
internal static class DeviceSelection
{
    /// <summary>The devices for a name, or all but the OpenCL drivers that run on the processor.</summary>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    /// <exception cref="NotSupportedException">The device is not there.</exception>
    public static IReadOnlyList<DeviceInfo> Choose(string? name)
    {
        IReadOnlyList<DeviceInfo> all = Device.All;
        DeviceInfo processor = all.First(info => info.Device == Device.Cpu);
        if (name == null)
        {
            return [processor, .. all.Where(info => info is { IsAvailable: true, IsProcessor: false })];
        }

        Device device = Named(name);
        if (device.Kind == DeviceKind.Meta)
        {
            throw new ArgumentException($"--device — {device} computes no values. Name cpu, cuda:0 or opencl:0.");
        }

        // opening says what is missing
        BackendProvider.Get(device);
        return device == Device.Cpu ? [processor] : [processor, all.First(info => info.Device == device)];
    }

    private static Device Named(string name) =>
        name.Trim().Equals("auto", StringComparison.OrdinalIgnoreCase) ? Device.Default : Device.Parse(name);
}
