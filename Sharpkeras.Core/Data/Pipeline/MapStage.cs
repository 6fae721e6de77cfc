using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>
/// Applies a function on several threads. Elements are numbered as they come and delivered by their numbers; a few more than there are
/// workers are under way (<see cref="OrderedMap{TIn, TOut}"/>).
/// </summary>
internal sealed class MapStage<TIn, TOut>(Dataset<TIn> source, Func<TIn, TOut> function, int workers) : Dataset<TOut>
{
    public override long Cardinality => source.Cardinality;

    internal override Cursor<TOut> Open(long epoch) => workers == 1
        ? new Direct(source.Open(epoch), function)
        : new OrderedMap<TIn, TOut>(source.Open(epoch), function, workers);

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
}
