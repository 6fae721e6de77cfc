using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Sharpkeras.Data;

/// <summary>
/// Applies a function on several threads. Elements are numbered as they come and delivered by their numbers; a few more than there are
/// workers are under way.
/// </summary>
internal sealed class MapStage<TIn, TOut>(Dataset<TIn> source, Func<TIn, TOut> function, int workers) : Dataset<TOut>
{
    public override long Cardinality => source.Cardinality;

    internal override Cursor<TOut> Open(long epoch) => workers == 1
        ? new Direct(source.Open(epoch), function)
        : new Ordered(source.Open(epoch), function, workers);

    /// <summary>On the thread that pulls.</summary>
    private sealed class Direct(Cursor<TIn> source, Func<TIn, TOut> function) : Cursor<TOut>
    {
        public override bool Next([MaybeNullWhen(false)] out TOut element)
        {
            bool any = source.Next(out TIn? input);
            element = any ? function(input!) : default;
            return any;
        }

        public override long Skip(long count) => source.Skip(count);

        public override void Dispose() => source.Dispose();
    }

    private sealed class Ordered(Cursor<TIn> source, Func<TIn, TOut> function, int count) : Cursor<TOut>
    {
        private readonly Slot[] slots = new Slot[2 * count];
        private Workers? workers;
        private long delivered;
        private long taken;
        private long pulled;
        private bool sourceEnded;

        public override bool Next([MaybeNullWhen(false)] out TOut element)
        {
            workers ??= new Workers(count, Work);
            Pull();
            element = default;
            if (delivered == pulled)
            {
                return false;
            }

            Slot slot = Await(workers);
            slot.Error?.Throw();
            element = slot.Done ? slot.Output! : function(slot.Input!);
            return true;
        }

        /// <summary>The next slot when it is done, or as it is where no worker has begun with it: then the caller does it.</summary>
        private Slot Await(Workers own)
        {
            lock (own.Gate)
            {
                ref Slot next = ref slots[delivered % slots.Length];
                while (!next.Done && taken > delivered)
                {
                    own.Wait();
                }

                Slot slot = next;
                next = default;
                taken = Math.Max(taken, ++delivered);
                return slot;
            }
        }

        public override long Skip(long count) => workers == null ? source.Skip(count) : base.Skip(count);

        public override void Dispose()
        {
            workers?.Dispose();
            source.Dispose();
        }

        /// <summary>Gives the workers as many elements as there are places for. An error takes a place as well, and is the last.</summary>
        private void Pull()
        {
            while (!sourceEnded && pulled - delivered < slots.Length)
            {
                var slot = default(Slot);
                try
                {
                    if (!source.Next(out slot.Input))
                    {
                        sourceEnded = true;
                        return;
                    }
                }
                catch (Exception error)
                {
                    sourceEnded = true;
                    slot = new Slot { Done = true, Error = ExceptionDispatchInfo.Capture(error) };
                }

                lock (workers!.Gate)
                {
                    slots[pulled % slots.Length] = slot;
                    pulled++;
                    workers.Announce();
                }
            }
        }

        private void Work(Workers own)
        {
            while (Take(own) is { } number)
            {
                ref Slot slot = ref slots[number % slots.Length];
                TOut? output = default;
                ExceptionDispatchInfo? problem = null;
                try
                {
                    output = function(slot.Input!);
                }
                catch (Exception error)
                {
                    problem = ExceptionDispatchInfo.Capture(error);
                }

                lock (own.Gate)
                {
                    slot = new Slot { Done = true, Output = output, Error = problem };
                    own.Announce();
                }
            }
        }

        /// <summary>The number of the next element for a worker; null when it shall end.</summary>
        private long? Take(Workers own)
        {
            lock (own.Gate)
            {
                while (!own.IsStopping)
                {
                    if (taken == pulled)
                    {
                        own.Wait();
                    }
                    else if (slots[taken++ % slots.Length] is { Done: false })
                    {
                        return taken - 1;
                    }
                }

                return null;
            }
        }
    }

    private struct Slot
    {
        public TIn? Input;
        public TOut? Output;
        public ExceptionDispatchInfo? Error;
        public bool Done;
    }
}
