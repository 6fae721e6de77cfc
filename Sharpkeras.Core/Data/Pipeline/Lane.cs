using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Sharpkeras.Data;

/// <summary>One of the datasets that are read in turn: its cursor, which one worker at a time reads, and what was read ahead.</summary>
internal sealed class Lane<T>(Func<Cursor<T>> open) : IDisposable
{
    private readonly Queue<T> queue = new();
    private Cursor<T>? cursor;
    private ExceptionDispatchInfo? problem;
    private bool busy;
    private bool ended;

    /// <summary>Takes the next element, which it reads itself if no worker is about to; false at the end of the dataset.</summary>
    public bool Take(Workers workers, int limit, [MaybeNullWhen(false)] out T element)
    {
        while (true)
        {
            lock (workers.Gate)
            {
                while (queue.Count == 0 && busy)
                {
                    workers.Wait();
                }

                if (queue.TryDequeue(out element))
                {
                    workers.Announce();
                    return true;
                }

                problem?.Throw();
                if (!TryReserve(limit))
                {
                    return false;
                }
            }

            Read(workers, 1);
        }
    }

    /// <summary>Reserves the lane for a thread if it has room; the caller holds the gate.</summary>
    public bool TryReserve(int limit)
    {
        bool reserved = !busy && !ended && queue.Count < limit;
        busy |= reserved;
        return reserved;
    }

    /// <summary>Reads some elements and ends the reservation.</summary>
    public void Read(Workers workers, int count)
    {
        bool more = true;
        try
        {
            cursor ??= open();
            for (int i = 0; i < count && more && !workers.IsStopping; i++)
            {
                more = cursor.Next(out T? element);
                if (more)
                {
                    Add(workers, element!);
                }
            }
        }
        catch (Exception error)
        {
            more = false;
            problem = ExceptionDispatchInfo.Capture(error);
        }

        if (!more)
        {
            Dispose();
        }

        lock (workers.Gate)
        {
            busy = false;
            ended = !more;
            workers.Announce();
        }
    }

    public void Dispose()
    {
        cursor?.Dispose();
        cursor = null;
    }

    private void Add(Workers workers, T element)
    {
        lock (workers.Gate)
        {
            queue.Enqueue(element);
            workers.Announce();
        }
    }
}
