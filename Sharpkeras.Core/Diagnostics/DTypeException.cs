namespace Sharpkeras.Diagnostics;

/// <summary>An element type does not fit the operation or layer.</summary>
public sealed class DTypeException(string message) : ArgumentException(message);
