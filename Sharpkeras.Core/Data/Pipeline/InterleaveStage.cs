using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>
/// Makes a dataset of each element and takes blocks of several of them in turn, while workers read ahead in all. Which elements come when
/// is decided by the turns alone: a dataset that has come to its end is replaced by the next one when its turn comes.
/// </summary>
internal sealed class InterleaveStage<TIn, TOut>(Dataset<TIn> source, Func<TIn, Dataset<TOut>> function, int cycle, int block, int workers) : Dataset<TOut>
{
    public override long Cardinality => source.Cardinality switch
    {
        0 => 0,
        Dataset.Infinite => Dataset.Infinite,
        _ => Dataset.Unknown,
    };

    internal override Cursor<TOut> Open(long epoch) =>
        new Turns(source.Open(epoch), input => function(input).Open(epoch), new Lane<TOut>[cycle], block, Math.Min(workers, cycle));

    /// <summary>Elements that are read ahead in each dataset where blocks are short.</summary>
    private const int LeastAhead = 8;

    private sealed class Turns(Cursor<TIn> source, Func<TIn, Cursor<TOut>> open, Lane<TOut>?[] lanes, int block, int count) : Cursor<TOut>
    {
        private readonly int readAhead = Math.Max(2 * block, LeastAhead);
        private Workers? workers;
        private int turn;
        private int taken;
        private bool sourceEnded;

        public override bool Next([MaybeNullWhen(false)] out TOut element)
        {
            Begin();
            for (int idle = 0; idle < lanes.Length;)
            {
                Refill(turn);
                if (lanes[turn] is not { } lane)
                {
                    idle++;
                    Turn();
                    continue;
                }

                idle = 0;
                if (lane.Take(workers!, readAhead, out element))
                {
                    taken++;
                    if (taken == block)
                    {
                        Turn();
                    }

                    return true;
                }

                Put(turn, null);
                Turn();
            }

            element = default;
            return false;
        }

        public override void Dispose()
        {
            workers?.Dispose();
            foreach (Lane<TOut>? lane in lanes)
            {
                lane?.Dispose();
            }

            source.Dispose();
        }

        /// <summary>All lanes are filled before the workers begin, so that they read in all at once.</summary>
        private void Begin()
        {
            if (workers != null)
            {
                return;
            }

            for (int i = 0; i < lanes.Length && Pull() is { } lane; i++)
            {
                lanes[i] = lane;
            }

            workers = new Workers(count, Work);
        }

        private void Refill(int index)
        {
            if (lanes[index] == null && Pull() is { } lane)
            {
                Put(index, lane);
            }
        }

        private Lane<TOut>? Pull()
        {
            if (!sourceEnded && source.Next(out TIn? input))
            {
                return new Lane<TOut>(() => open(input));
            }

            sourceEnded = true;
            return null;
        }

        private void Put(int index, Lane<TOut>? lane)
        {
            lock (workers!.Gate)
            {
                lanes[index] = lane;
                workers.Announce();
            }
        }

        private void Turn()
        {
            taken = 0;
            turn = (turn + 1) % lanes.Length;
        }

        private void Work(Workers own)
        {
            while (Take(own) is { } lane)
            {
                lane.Read(own, readAhead / 2);
            }
        }

        /// <summary>A lane that wants more, that whose turn comes first; null when the worker shall end.</summary>
        private Lane<TOut>? Take(Workers own)
        {
            lock (own.Gate)
            {
                while (!own.IsStopping)
                {
                    int first = turn;
                    for (int i = 0; i < lanes.Length; i++)
                    {
                        if (lanes[(first + i) % lanes.Length] is { } lane && lane.TryReserve(readAhead))
                        {
                            return lane;
                        }
                    }

                    own.Wait();
                }

                return null;
            }
        }
    }
}
