using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>One pass over a dataset, pulled element by element. Used by one thread at a time.</summary>
internal abstract class Cursor<T> : IDisposable
{
    /// <summary>Goes to the next element; false at the end, and from then on.</summary>
    public abstract bool Next([MaybeNullWhen(false)] out T element);

    /// <summary>Goes past elements, without making them where that is possible. Returns how many there were.</summary>
    public virtual long Skip(long count)
    {
        long done = 0;
        while (done < count && Next(out _))
        {
            done++;
        }

        return done;
    }

    /// <summary>Stops the workers and closes the files.</summary>
    public virtual void Dispose()
    {
    }
}
