using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>A device that this machine has, or why it has none of a kind: what <see cref="Device.All"/> lists.</summary>
/// <param name="Device">The device; where the kind is missing, the first that would be of it.</param>
/// <param name="Name">The name that the driver gives it; empty where the kind is missing.</param>
/// <param name="MemoryBytes">The size of its memory in bytes; 0 where that is unknown.</param>
/// <param name="Driver">The driver and its version.</param>
/// <param name="Missing">Why there is none, and what to do; null for a device that is there.</param>
public sealed record DeviceInfo(Device Device, string Name, long MemoryBytes, string Driver, string? Missing = null)
{
    /// <summary>Whether it can be used.</summary>
    public bool IsAvailable => Missing == null;

    /// <summary>Whether it computes on the processor: the processor itself, and OpenCL drivers that run there. <c>auto</c> takes no such driver.</summary>
    public bool IsProcessor { get; init; }

    /// <summary>The float32 additions and multiplications a second that its data sheet would promise, in 10⁹; null where the driver does not tell.</summary>
    public double? PeakGigaflops { get; init; }

    /// <summary>The bytes a second between it and its memory, in 10⁹; null where the driver does not tell.</summary>
    public double? PeakGigabytesPerSecond { get; init; }

    /// <summary>One line.</summary>
    public override string ToString() => Missing == null
        ? $"{Device}: {Name}, {Text.Of(Math.Round(MemoryBytes / 1073741824.0, 1))} GiB, {Driver}"
        : $"{Device}: none. {Missing}";
}
