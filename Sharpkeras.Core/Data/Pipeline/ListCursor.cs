using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>Goes through what can be indexed.</summary>
internal sealed class ListCursor<T>(long count, Func<long, T> at) : Cursor<T>
{
    private long next;

    public ListCursor(T[] elements)
        : this(elements.Length, index => elements[index])
    {
    }

    public override bool Next([MaybeNullWhen(false)] out T element)
    {
        if (next < count)
        {
            element = at(next++);
            return true;
        }

        element = default;
        return false;
    }

    public override long Skip(long wanted)
    {
        long done = Math.Clamp(count - next, 0, wanted);
        next += done;
        return done;
    }
}
