using System.Collections;

namespace Sharpkeras.Data;

/// <summary>A pass over a dataset. For one thread; dispose it to stop workers and to close files.</summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed class DatasetReader<T> : IEnumerator<T>
{
    private readonly Cursor<T> cursor;
    private T? current;
    private bool ended;

    internal DatasetReader(Cursor<T> cursor, DatasetPosition position)
    {
        this.cursor = cursor;
        Position = position;
    }

    /// <inheritdoc/>
    public T Current => current!;

    /// <summary>Where it stands: behind <see cref="Current"/>. <see cref="Dataset{T}.Read"/> goes on from there.</summary>
    public DatasetPosition Position { get; private set; }

    object? IEnumerator.Current => current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        current = default;
        if (ended)
        {
            return false;
        }

        try
        {
            ended = !cursor.Next(out current);
        }
        catch
        {
            // Nothing comes behind an error, so the others need not go on until somebody disposes of this.
            Dispose();
            throw;
        }

        if (ended)
        {
            cursor.Dispose();
            return false;
        }

        Position = Position with { Element = Position.Element + 1 };
        return true;
    }

    /// <summary>Not possible: begin a new pass.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Reset() => throw new NotSupportedException("dataset — a pass cannot begin anew. Call Read again.");

    /// <inheritdoc/>
    public void Dispose()
    {
        ended = true;
        cursor.Dispose();
    }
}
