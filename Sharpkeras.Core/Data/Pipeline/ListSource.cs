namespace Sharpkeras.Data;

/// <summary>Elements that can be had by their numbers.</summary>
internal sealed class ListSource<T>(long count, Func<long, T> at) : Dataset<T>
{
    public override long Cardinality => count;

    internal override Cursor<T> Open(long epoch) => new ListCursor<T>(count, at);
}
