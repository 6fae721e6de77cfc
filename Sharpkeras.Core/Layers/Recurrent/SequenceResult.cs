namespace Sharpkeras.Layers;

/// <summary>What a recurrent layer computed from a sequence.</summary>
/// <param name="Output">The output of the last step, [batch, …], or those of all in the order in which they were taken, [batch, steps, …].</param>
/// <param name="States">The states after the last step.</param>
internal readonly record struct SequenceResult(Tensor Output, Tensors States);
