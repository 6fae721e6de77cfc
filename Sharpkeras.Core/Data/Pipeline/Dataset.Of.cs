using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// A lazy pipeline: where elements come from, and the stages they go through. Nothing is read before a loop asks for elements, and each loop
/// reads anew. What comes in which order depends on the data and the seeds, never on the number of workers or on timing.
/// A <c>foreach</c> over a <c>Dataset&lt;Element&gt;</c> makes tensors; over any other it gives the elements themselves.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
public abstract class Dataset<T>
{
    private long lastEpoch = -1;

    private protected Dataset()
    {
    }

    /// <summary>The number of elements of one pass; <see cref="Dataset.Unknown"/> or <see cref="Dataset.Infinite"/>.</summary>
    public abstract long Cardinality { get; }

    /// <summary>Begins a pass over the data, or goes on in one.</summary>
    /// <param name="from">The epoch, and the elements of it that are left out; null for a new epoch. Each has its own order of shuffled data.</param>
    /// <returns>A reader. Disposing it stops the workers and closes the files.</returns>
    public DatasetReader<T> Read(DatasetPosition? from = null)
    {
        DatasetPosition position = from ?? new DatasetPosition(Interlocked.Increment(ref lastEpoch), 0);
        if (position.Epoch < 0 || position.Element < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(from), $"dataset — a position has no negative numbers. Received {position}.");
        }

        Cursor<T> cursor = Open(position.Epoch);
        try
        {
            long skipped = position.Element == 0 ? 0 : cursor.Skip(position.Element);
            return new DatasetReader<T>(cursor, position with { Element = skipped });
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }

    /// <summary>The elements in ordinary memory, for LINQ. Each enumeration is a new epoch.</summary>
    public IEnumerable<T> AsEnumerable()
    {
        using DatasetReader<T> reader = Read();
        while (reader.MoveNext())
        {
            yield return reader.Current;
        }
    }

    /// <summary>Begins a pass, which decides how shuffled data are ordered.</summary>
    internal abstract Cursor<T> Open(long epoch);

    /// <summary>Makes the next epoch without a position of its own the given one.</summary>
    internal void BeginAt(long epoch) => Interlocked.Exchange(ref lastEpoch, epoch - 1);

    private protected static int Positive(int value, string name, string stage) => Check.Positive(value, name, stage);
}
