using System.Diagnostics.CodeAnalysis;

namespace Sharpkeras.Data;

/// <summary>The records of a CSV file as elements.</summary>
internal sealed class CsvSource(string path, CsvFormat format) : Dataset<Element>
{
    private readonly CsvLayout layout = CsvLayout.Closed(path, format);

    public override long Cardinality => Dataset.Unknown;

    internal override Cursor<Element> Open(long epoch) => new Rows(new CsvRecords(path, format), layout, CsvCells.Of(format.DType));

    private sealed class Rows(CsvRecords records, CsvLayout layout, CsvCells cells) : Cursor<Element>
    {
        private readonly CsvCells labels = CsvFile.LabelCells(layout, cells);
        private readonly Shape width = [layout.Features.Length];

        public override bool Next([MaybeNullWhen(false)] out Element element)
        {
            element = null;
            if (!records.Next())
            {
                return false;
            }

            int size = cells.DType.Size();
            byte[] x = new byte[size * layout.Features.Length];
            for (int i = 0; i < layout.Features.Length; i++)
            {
                records.Read(layout.Features[i], cells, x.AsSpan(i * size, size));
            }

            element = new Element(new HostArray(cells.DType, width, x), layout.Label is { } label ? Label(label) : null);
            return true;
        }

        public override long Skip(long count)
        {
            long done = 0;
            while (done < count && records.Next())
            {
                done++;
            }

            return done;
        }

        public override void Dispose() => records.Dispose();

        private HostArray Label(CsvField field)
        {
            byte[] y = new byte[labels.DType.Size()];
            records.Read(field, labels, y);
            return new HostArray(labels.DType, Shape.Scalar, y);
        }
    }
}
