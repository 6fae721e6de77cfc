using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>Passes over a dataset one behind the other, each an epoch of its own.</summary>
internal sealed class RepeatStage<T>(Dataset<T> source, int? count) : Dataset<T>
{
    public override long Cardinality => source.Cardinality switch
    {
        0 => 0,
        Dataset.Unknown => count == null ? Dataset.Infinite : Dataset.Unknown,
        Dataset.Infinite => Dataset.Infinite,
        var one => count is { } times ? checked(one * times) : Dataset.Infinite,
    };

    /// <summary>Epochs of an endless pass: more than anybody will see.</summary>
    private long PassesInEpoch => count ?? 1L << 40;

    internal override Cursor<T> Open(long epoch) => new Passes(source, epoch * PassesInEpoch, PassesInEpoch);

    private sealed class Passes(Dataset<T> source, long first, long count) : Cursor<T>
    {
        private Cursor<T>? current;
        private long pass;
        private bool hadSome = true;

        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            while (Begin())
            {
                if (current!.Next(out element))
                {
                    hadSome = true;
                    return true;
                }

                End();
            }

            element = default;
            return false;
        }

        public override long Skip(long wanted)
        {
            long done = 0;
            while (done < wanted && Begin())
            {
                long skipped = current!.Skip(wanted - done);
                hadSome |= skipped > 0;
                done += skipped;
                if (done < wanted)
                {
                    End();
                }
            }

            return done;
        }

        public override void Dispose() => current?.Dispose();

        /// <summary>An empty dataset ends, however often it is repeated.</summary>
        private bool Begin()
        {
            if (current == null && pass < count && hadSome)
            {
                current = source.Open(first + pass);
                hadSome = false;
            }

            return current != null;
        }

        private void End()
        {
            current!.Dispose();
            current = null;
            pass++;
        }
    }
}
