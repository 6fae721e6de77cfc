namespace Sharpkeras.Data;

/// <summary>Images with their classes.</summary>
/// <param name="Images">[samples, height, width] or [samples, height, width, channels], uint8.</param>
/// <param name="Labels">[samples], the class of each image.</param>
public sealed record LabelledImages(Tensor Images, Tensor Labels);
