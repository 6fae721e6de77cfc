using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>Elements of two datasets in pairs, as long as both have some.</summary>
internal sealed class ZipStage<TFirst, TSecond>(Dataset<TFirst> first, Dataset<TSecond> second) : Dataset<(TFirst First, TSecond Second)>
{
    public override long Cardinality => (first.Cardinality, second.Cardinality) switch
    {
        (0, _) or (_, 0) => 0,
        (Dataset.Unknown, _) or (_, Dataset.Unknown) => Dataset.Unknown,
        (Dataset.Infinite, var other) => other,
        (var other, Dataset.Infinite) => other,
        var (left, right) => Math.Min(left, right),
    };

    internal override Cursor<(TFirst First, TSecond Second)> Open(long epoch)
    {
        Cursor<TFirst> left = first.Open(epoch);
        try
        {
            return new Pairs(left, second.Open(epoch));
        }
        catch
        {
            left.Dispose();
            throw;
        }
    }

    private sealed class Pairs(Cursor<TFirst> left, Cursor<TSecond> right) : Cursor<(TFirst First, TSecond Second)>
    {
        private bool ended;

        public override bool Next([MaybeNullWhen(false)] out (TFirst First, TSecond Second) element)
        {
            element = default;
            if (!ended && left.Next(out TFirst? one) && right.Next(out TSecond? two))
            {
                element = (one, two);
                return true;
            }

            ended = true;
            return false;
        }

        public override long Skip(long count)
        {
            long done = Math.Min(left.Skip(count), right.Skip(count));
            ended |= done < count;
            return done;
        }

        public override void Dispose()
        {
            left.Dispose();
            right.Dispose();
        }
    }
}
