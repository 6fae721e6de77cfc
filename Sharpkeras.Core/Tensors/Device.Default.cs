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

    /// <summary>All devices of this machine, and for each kind that is missing the reason. Nothing is opened.</summary>
    public static IReadOnlyList<DeviceInfo> All => BackendProvider.List();
}
