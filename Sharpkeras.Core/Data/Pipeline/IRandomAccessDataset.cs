namespace Sharpkeras.Data;

/// <summary>
/// Data whose batches can be had in any order, as Keras's <c>PyDataset</c>: <c>Dataset.FromRandomAccess(data)</c> makes a dataset of it.
/// </summary>
public interface IRandomAccessDataset
{
    /// <summary>The number of batches.</summary>
    int Count { get; }

    /// <summary>A batch; each array has the samples along its first axis. Workers ask for several at the same time.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    Element this[int index] { get; }

    /// <summary>Called when a pass has come to its end, on the thread of the loop.</summary>
    void OnEpochEnd()
    {
    }
}
