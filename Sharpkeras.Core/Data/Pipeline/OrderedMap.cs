using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Sharpkeras.Data;

/// <summary>
/// Applies a function on several threads and delivers in order. Handing an element to a thread and back takes some microseconds, so that
/// elements that take as little themselves go in blocks; what takes long goes alone.
/// </summary>
internal sealed class OrderedMap<TIn, TOut>(Cursor<TIn> source, Func<TIn, TOut> function, int count) : Cursor<TOut>
{
    private const int MostElements = 32;

    /// <summary>A block takes about a fifth of a millisecond: long beside the handing over, short for whoever waits.</summary>
    private static readonly long BlockTicks = Stopwatch.Frequency / 5000;

    private readonly MapBlock<TIn, TOut>[] blocks = new MapBlock<TIn, TOut>[2 * count];
    private MapBlock<TIn, TOut> current = new(0);
    private Workers? workers;
    private int size = 1;
    private long delivered;
    private long taken;
    private long pulled;
    private bool sourceEnded;

    public override bool Next([MaybeNullWhen(false)] out TOut element)
    {
        workers ??= new Workers(count, Work);
        while (!current.TryTake(out element))
        {
            Pull(workers);
            if (delivered == pulled)
            {
                return false;
            }

            current = Await(workers);
            Adapt(current.TicksPerElement);
        }

        return true;
    }

    public override long Skip(long count) => workers == null ? source.Skip(count) : base.Skip(count);

    public override void Dispose()
    {
        workers?.Dispose();
        source.Dispose();
    }

    /// <summary>The next block when it is done; where no worker has begun with it the caller does it.</summary>
    private MapBlock<TIn, TOut> Await(Workers own)
    {
        MapBlock<TIn, TOut> next;
        lock (own.Gate)
        {
            next = blocks[delivered % blocks.Length];
            while (!next.IsDone && taken > delivered)
            {
                own.Wait();
            }

            taken = Math.Max(taken, ++delivered);
        }

        if (!next.IsDone)
        {
            next.Run(function, own);
        }

        return next;
    }

    /// <summary>Gives the workers as many blocks as there are places for.</summary>
    private void Pull(Workers own)
    {
        while (!sourceEnded && pulled - delivered < blocks.Length)
        {
            MapBlock<TIn, TOut> block = Fill();
            if (block.IsEmpty)
            {
                return;
            }

            lock (own.Gate)
            {
                blocks[pulled % blocks.Length] = block;
                pulled++;
                own.Announce();
            }
        }
    }

    /// <summary>A block of the next elements; a source that lets wait makes it short.</summary>
    private MapBlock<TIn, TOut> Fill()
    {
        var block = new MapBlock<TIn, TOut>(size);
        long begin = Stopwatch.GetTimestamp();
        try
        {
            do
            {
                sourceEnded = !source.Next(out TIn? input);
                if (!sourceEnded)
                {
                    block.Add(input!);
                }
            }
            while (!sourceEnded && block.Count < size && Stopwatch.GetTimestamp() - begin < BlockTicks);
        }
        catch (Exception error)
        {
            sourceEnded = true;
            block.Problem = ExceptionDispatchInfo.Capture(error);
        }

        return block;
    }

    private void Adapt(long ticks)
    {
        if (ticks > 0)
        {
            size = (int)Math.Clamp(BlockTicks / ticks, 1, Math.Min(MostElements, 2 * size));
        }
    }

    private void Work(Workers own)
    {
        while (Take(own) is { } block)
        {
            block.Run(function, own);
            lock (own.Gate)
            {
                block.IsDone = true;
                own.Announce();
            }
        }
    }

    /// <summary>The next block for a worker; null when it shall end.</summary>
    private MapBlock<TIn, TOut>? Take(Workers own)
    {
        lock (own.Gate)
        {
            while (!own.IsStopping)
            {
                if (taken < pulled)
                {
                    return blocks[taken++ % blocks.Length];
                }

                own.Wait();
            }

            return null;
        }
    }
}
