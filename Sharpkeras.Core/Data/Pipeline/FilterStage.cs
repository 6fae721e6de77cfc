using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>The elements for which a function says yes.</summary>
internal sealed class FilterStage<T>(Dataset<T> source, Func<T, bool> keep) : Dataset<T>
{
    public override long Cardinality => source.Cardinality switch
    {
        0 => 0,
        Dataset.Infinite => Dataset.Infinite,
        _ => Dataset.Unknown,
    };

    internal override Cursor<T> Open(long epoch) => new Filtered(source.Open(epoch), keep);

    private sealed class Filtered(Cursor<T> source, Func<T, bool> keep) : Cursor<T>
    {
        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            while (source.Next(out element))
            {
                if (keep(element))
                {
                    return true;
                }
            }

            return false;
        }

        public override void Dispose() => source.Dispose();
    }
}
