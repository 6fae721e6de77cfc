using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>Elements that a function yields for each epoch.</summary>
internal sealed class GeneratorSource<T>(Func<long, IEnumerable<T>> generate, long cardinality) : Dataset<T>
{
    public override long Cardinality => cardinality;

    internal override Cursor<T> Open(long epoch) => new Generated(generate(epoch).GetEnumerator());

    private sealed class Generated(IEnumerator<T> enumerator) : Cursor<T>
    {
        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            bool any = enumerator.MoveNext();
            element = any ? enumerator.Current : default;
            return any;
        }

        public override void Dispose() => enumerator.Dispose();
    }
}
