namespace Sharpkeras.Diagnostics;

/// <summary>A shape does not fit the operation or layer.</summary>
public sealed class ShapeException(string message) : ArgumentException(message);
