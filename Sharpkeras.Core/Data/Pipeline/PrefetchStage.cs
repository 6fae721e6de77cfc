using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Sharpkeras.Data;

/// <summary>Reads ahead on a thread of its own, into a queue of bounded length; a full queue is filled again when half of it is used up.</summary>
internal sealed class PrefetchStage<T>(Dataset<T> source, int length) : Dataset<T>
{
    public override long Cardinality => source.Cardinality;

    internal override Cursor<T> Open(long epoch) => new Ahead(source.Open(epoch), length);

    private sealed class Ahead(Cursor<T> source, int length) : Cursor<T>
    {
        private readonly Queue<T> queue = new();
        private ExceptionDispatchInfo? problem;
        private Workers? worker;
        private bool ended;

        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            worker ??= new Workers(1, Work);
            lock (worker.Gate)
            {
                while (queue.Count == 0 && !ended)
                {
                    worker.Wait();
                }

                if (queue.TryDequeue(out element))
                {
                    // waking the thread for each element would take the processor from whoever works on this one
                    if (queue.Count <= length / 2)
                    {
                        worker.Announce();
                    }

                    return true;
                }

                problem?.Throw();
                return false;
            }
        }

        public override long Skip(long count) => worker == null ? source.Skip(count) : base.Skip(count);

        public override void Dispose()
        {
            worker?.Dispose();
            source.Dispose();
        }

        private void Work(Workers own)
        {
            try
            {
                while (HasRoom(own) && source.Next(out T? element))
                {
                    lock (own.Gate)
                    {
                        queue.Enqueue(element);
                        own.Announce();
                    }
                }
            }
            catch (Exception error)
            {
                problem = ExceptionDispatchInfo.Capture(error);
            }

            lock (own.Gate)
            {
                ended = true;
                own.Announce();
            }
        }

        private bool HasRoom(Workers own)
        {
            lock (own.Gate)
            {
                while (queue.Count >= length && !own.IsStopping)
                {
                    own.Wait();
                }

                return !own.IsStopping;
            }
        }
    }
}
