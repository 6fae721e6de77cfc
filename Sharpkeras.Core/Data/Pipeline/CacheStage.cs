using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>Keeps what the first whole pass delivers, and delivers it from memory afterwards.</summary>
internal sealed class CacheStage<T>(Dataset<T> source) : Dataset<T>
{
    private T[]? kept;

    public override long Cardinality => kept?.Length ?? source.Cardinality;

    internal override Cursor<T> Open(long epoch) => kept is { } all ? new ListCursor<T>(all) : new Filling(this, source.Open(epoch));

    private sealed class Filling(CacheStage<T> owner, Cursor<T> source) : Cursor<T>
    {
        private List<T>? seen = [];

        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            if (source.Next(out element))
            {
                seen?.Add(element);
                return true;
            }

            // A pass that ended early or by an error does not come here, and what it saw is dropped.
            owner.kept ??= seen?.ToArray();
            seen = null;
            return false;
        }

        public override void Dispose() => source.Dispose();
    }
}
