using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>Each so-many-th element behind some, at most so many: what Take, Skip and Shard have in common.</summary>
internal sealed class WindowStage<T>(Dataset<T> source, long skip, long step, long most) : Dataset<T>
{
    public override long Cardinality => source.Cardinality switch
    {
        Dataset.Unknown => most == 0 ? 0 : Dataset.Unknown,
        Dataset.Infinite => most == long.MaxValue ? Dataset.Infinite : most,
        var count => Math.Min(most, Math.Max(0, count - skip + step - 1) / step),
    };

    internal override Cursor<T> Open(long epoch) => new Window(source.Open(epoch), skip, step, most);

    private sealed class Window(Cursor<T> source, long skip, long step, long most) : Cursor<T>
    {
        private long before = skip;
        private long left = most;

        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            element = default;
            if (left == 0 || !Pass() || !source.Next(out element))
            {
                left = 0;
                return false;
            }

            left--;
            before = step - 1;
            return true;
        }

        public override long Skip(long count)
        {
            long wanted = Math.Min(count, left);
            if (wanted == 0 || !Pass())
            {
                return 0;
            }

            long passed = source.Skip(((wanted - 1) * step) + 1);
            long done = (passed + step - 1) / step;
            before = step - 1;
            left = done < wanted ? 0 : left - done;
            return done;
        }

        public override void Dispose() => source.Dispose();

        private bool Pass()
        {
            bool there = before == 0 || source.Skip(before) == before;
            before = 0;
            return there;
        }
    }
}
