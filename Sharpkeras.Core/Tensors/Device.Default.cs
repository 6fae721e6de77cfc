using Sharpkeras.Devices;

namespace Sharpkeras;

/// <summary>The façade over the registered backends: one of the few places where <c>Tensors</c> look upward.</summary>
public sealed partial record Device
{
    /// <summary>
    /// Where tensors and variables are made when nothing else is said. At first it is what SHARPKERAS_DEVICE names, else the best
    /// device there is: an NVIDIA GPU, then another GPU with OpenCL, then the processor.
    /// </summary>
    /// <exception cref="ArgumentException">SHARPKERAS_DEVICE names no device.</exception>
    public static Device Default
    {
        get => BackendProvider.Default;
        set => BackendProvider.Default = value;
    }

    /// <summary>
    /// Makes a device the default of this thread, until what is returned is disposed: <c>using (Device.Use(gpu)) { … }</c>, as
    /// <c>with keras.device(…)</c> does.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <exception cref="NotSupportedException">It is not there.</exception>
    public static IDisposable Use(Device device)
    {
        BackendProvider.Get(device);
        return new DeviceChoice(device);
    }

    /// <summary>All devices of this machine, and for each kind that is missing the reason. Nothing is opened.</summary>
    public static IReadOnlyList<DeviceInfo> All => BackendProvider.List();
}
