namespace Sharpkeras.Diagnostics;

/// <summary>Tensors of different devices met in one operation.</summary>
public sealed class DeviceMismatchException(string message) : InvalidOperationException(message);
