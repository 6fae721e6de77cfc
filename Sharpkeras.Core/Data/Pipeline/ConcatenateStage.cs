using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>One dataset behind the other.</summary>
internal sealed class ConcatenateStage<T>(Dataset<T>[] sources) : Dataset<T>
{
    public override long Cardinality =>
        sources.Any(source => source.Cardinality == Dataset.Infinite) ? Dataset.Infinite
        : sources.Any(source => source.Cardinality == Dataset.Unknown) ? Dataset.Unknown
        : sources.Sum(source => source.Cardinality);

    internal override Cursor<T> Open(long epoch) => new Chain(sources, epoch);

    private sealed class Chain(Dataset<T>[] sources, long epoch) : Cursor<T>
    {
        private Cursor<T>? current;
        private int index;

        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            for (; index < sources.Length; End())
            {
                current ??= sources[index].Open(epoch);
                if (current.Next(out element))
                {
                    return true;
                }
            }

            element = default;
            return false;
        }

        public override long Skip(long count)
        {
            long done = 0;
            while (index < sources.Length)
            {
                current ??= sources[index].Open(epoch);
                done += current.Skip(count - done);
                if (done == count)
                {
                    break;
                }

                End();
            }

            return done;
        }

        public override void Dispose() => current?.Dispose();

        private void End()
        {
            current?.Dispose();
            current = null;
            index++;
        }
    }
}
