namespace Sharpkeras.Diagnostics;

/// <summary>Gradients were asked for in a way that cannot be answered.</summary>
public sealed class GradientException(string message) : InvalidOperationException(message);
