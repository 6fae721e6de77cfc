using System.Diagnostics.CodeAnalysis;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>Elements put together along a new first axis.</summary>
internal sealed class BatchStage(Dataset<Element> source, int size, bool dropRemainder) : Dataset<Element>
{
    public override long Cardinality => source.Cardinality switch
    {
        < 0 and var unknown => unknown,
        var count => (count / size) + (!dropRemainder && count % size > 0 ? 1 : 0),
    };

    internal override Cursor<Element> Open(long epoch) => new Batches(source.Open(epoch), size, dropRemainder);

    private sealed class Batches(Cursor<Element> source, int size, bool dropRemainder) : Cursor<Element>
    {
        private readonly Element[] part = new Element[size];
        private long read;

        public override bool Next([MaybeNullWhen(false)] out Element element)
        {
            int count = 0;
            while (count < size && source.Next(out Element? next))
            {
                part[count++] = next;
            }

            bool any = count == size || (count > 0 && !dropRemainder);
            element = any ? Stack(count) : null;
            read += count;
            Array.Clear(part, 0, count);
            return any;
        }

        public override long Skip(long count)
        {
            long passed = source.Skip(checked(count * size));
            read += passed;
            return (passed / size) + (!dropRemainder && passed % size > 0 ? 1 : 0);
        }

        public override void Dispose() => source.Dispose();

        private Element Stack(int count)
        {
            HostArray[] like = part[0].Arrays;
            var arrays = new HostArray[like.Length];
            for (int i = 0; i < like.Length; i++)
            {
                int length = like[i].Bytes.Length;
                byte[] bytes = GC.AllocateUninitializedArray<byte>(checked(length * count));
                for (int row = 0; row < count; row++)
                {
                    Compatible(row, i).Bytes.CopyTo(bytes, row * length);
                }

                arrays[i] = new HostArray(like[i].DType, [count, .. like[i].Shape.Span], bytes);
            }

            return part[0].With(arrays);
        }

        /// <summary>An array of an element, which must be like that of the first one.</summary>
        private HostArray Compatible(int row, int index)
        {
            Element first = part[0];
            Element other = part[row];
            if (other.Inputs != first.Inputs || other.Targets != first.Targets || other.Weights != first.Weights)
            {
                throw Different(row, $"{Counts(first)}", $"{Counts(other)}");
            }

            HostArray like = first.Arrays[index];
            HostArray array = other.Arrays[index];
            return array.DType == like.DType && array.Shape == like.Shape
                ? array
                : throw Different(row, $"{like.DType.KerasName()} {like.Shape}", $"{array.DType.KerasName()} {array.Shape}");
        }

        private static string Counts(Element element) =>
            $"{Text.Of(element.Inputs)} inputs, {Text.Of(element.Targets)} targets and {Text.Of(element.Weights)} weights";

        private ShapeException Different(int row, string like, string found) => new(
            $"batch — the elements of a batch must be alike. Received {like} as element {Text.Of(read)} and {found} as element " +
            $"{Text.Of(read + row)} of the pass; resize or pad them, or batch them by one.");
    }
}
