namespace Sharpkeras.Diagnostics;

/// <summary>A device failed at work that it accepted: it was lost, its driver refused a kernel, or another program keeps it busy.</summary>
public sealed class DeviceException(string message, Exception? cause = null) : InvalidOperationException(message, cause);
