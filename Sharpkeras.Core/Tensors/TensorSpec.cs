namespace Sharpkeras;

/// <summary>What is known of a tensor before it exists.</summary>
/// <param name="Shape">The dimensions.</param>
/// <param name="DType">The type of the elements.</param>
public readonly record struct TensorSpec(Shape Shape, DType DType);
