using System.Diagnostics.CodeAnalysis;
using Sharpkeras.Kernels;

namespace Sharpkeras.Data;

/// <summary>
/// Keeps a buffer full and delivers one of it at random, whose place the next element takes. The random numbers are those of the seed and
/// the epoch, so each epoch has an order of its own, the same in every run.
/// </summary>
internal sealed class ShuffleStage<T>(Dataset<T> source, int size, ulong key) : Dataset<T>
{
    public override long Cardinality => source.Cardinality;

    internal override Cursor<T> Open(long epoch)
    {
        Philox.Block(key, (ulong)epoch, out uint low, out uint high, out _, out _);
        return new Shuffled(source.Open(epoch), size, low | ((ulong)high << 32));
    }

    private sealed class Shuffled(Cursor<T> source, int size, ulong key) : Cursor<T>
    {
        private readonly List<T> buffer = [];
        private long drawn;

        public override bool Next([MaybeNullWhen(false)] out T element)
        {
            while (buffer.Count < size && source.Next(out T? next))
            {
                buffer.Add(next);
            }

            if (buffer.Count == 0)
            {
                element = default;
                return false;
            }

            uint word = Philox.Word(key, 0, drawn++);
            int index = (int)(((ulong)word * (uint)buffer.Count) >> 32);
            element = buffer[index];
            buffer[index] = buffer[^1];
            buffer.RemoveAt(buffer.Count - 1);
            return true;
        }

        public override void Dispose() => source.Dispose();
    }
}
