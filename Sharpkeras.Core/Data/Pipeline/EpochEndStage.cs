using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>Calls a function when a pass has come to its end.</summary>
internal sealed class EpochEndStage<T>(Dataset<T> source, Action atEnd) : Dataset<T>
{
    public override long Cardinality => source.Cardinality;

    internal override Cursor<T> Open(long epoch) => new Watched(source.Open(epoch), atEnd);

    private sealed class Watched(Cursor<T> source, Action atEnd) : Cursor<T>
    {
        private bool ended;

        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            bool any = source.Next(out element);
            if (!any && !ended)
            {
                ended = true;
                atEnd();
            }

            return any;
        }

        public override long Skip(long count) => source.Skip(count);

        public override void Dispose() => source.Dispose();
    }
}
