namespace Sharpkeras.Data;

/// <summary>Where a loop over a dataset stands: two numbers to save with a checkpoint.</summary>
/// <param name="Epoch">Which pass over the data, from 0; it chooses the order of shuffled data.</param>
/// <param name="Element">How many elements of the pass have been delivered.</param>
public readonly record struct DatasetPosition(long Epoch, long Element);
