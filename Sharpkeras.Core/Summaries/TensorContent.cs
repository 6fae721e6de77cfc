using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Sharpkeras.Serialization;

namespace Sharpkeras.Summaries;

/// <summary>The message <c>TensorProto</c> with elements that summaries have: numbers as float64, or texts as bytes.</summary>
internal sealed class TensorContent
{
    /// <summary>One number may stand for all elements; more than these are no summary.</summary>
    private const long MostElements = 1 << 20;

    private readonly List<long> shape = [];
    private readonly List<double> numbers = [];
    private readonly List<byte[]> texts = [];
    private int dtype;

    public static TensorContent Read(ProtoReader reader, ProtoReader place)
    {
        var tensor = new TensorContent();
        ReadOnlySpan<byte> raw = [];
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: tensor.dtype = (int)Math.Clamp(reader.Int(), -1, int.MaxValue); break;
                case 2: tensor.ReadShape(reader.Message()); break;
                case 4: raw = reader.Bytes(); break;
                case 5: reader.Floats(tensor.numbers); break;
                case 6: reader.Doubles(tensor.numbers); break;
                case 7 or 10: reader.Ints(tensor.numbers); break;
                case 8: tensor.texts.Add(reader.Bytes().ToArray()); break;
            }
        }

        tensor.ReadRaw(raw, place);
        tensor.Fill(place);
        return tensor;
    }

    /// <summary>The only element.</summary>
    public double Number(ProtoReader place) => numbers.Count == 1
        ? numbers[0]
        : throw place.Wrong($"expected one number for a scalar, found {Diagnostics.Text.Of(numbers.Count)}");

    /// <summary>Rows of left edge, right edge and count.</summary>
    public IReadOnlyList<HistogramBucket> Buckets(ProtoReader place)
    {
        if (shape.Count != 2 || shape[1] != 3 || numbers.Count != shape[0] * 3)
        {
            throw place.Wrong($"expected rows of 3 numbers for a histogram, found shape [{string.Join(", ", shape)}]");
        }

        return [.. Enumerable.Range(0, (int)shape[0]).Select(row => new HistogramBucket(numbers[row * 3], numbers[(row * 3) + 1], numbers[(row * 3) + 2]))];
    }

    /// <summary>Width and height in decimal, then PNG files.</summary>
    public SummaryImages Pictures(ProtoReader place)
    {
        if (texts.Count < 2 || Size(texts[0]) is not { } width || Size(texts[1]) is not { } height)
        {
            throw place.Wrong("expected width, height and PNG files for images, found something else");
        }

        return new SummaryImages(width, height, texts[2..]);
    }

    public IReadOnlyList<string> Texts(ProtoReader place)
    {
        try
        {
            return [.. texts.Select(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString)];
        }
        catch (DecoderFallbackException)
        {
            throw place.Wrong("expected a text in UTF-8, found other bytes");
        }
    }

    private static int? Size(byte[] text) => text.Length < 12 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : null;

    private void ReadShape(ProtoReader reader)
    {
        while (reader.Next())
        {
            if (reader.Field != 2)
            {
                continue;
            }

            long size = 0;
            ProtoReader dimension = reader.Message();
            while (dimension.Next())
            {
                size = dimension.Field == 1 ? dimension.Int() : size;
            }

            shape.Add(size >= 0 ? size : throw reader.Wrong($"expected a dimension, found {Diagnostics.Text.Of(size)}"));
        }
    }

    /// <summary>Elements as they lie in memory, lowest byte first.</summary>
    private void ReadRaw(ReadOnlySpan<byte> raw, ProtoReader place)
    {
        int size = dtype switch { EventKinds.Float32 or EventKinds.Int32 => 4, EventKinds.Float64 or EventKinds.Int64 => 8, _ => 0 };
        if (raw.Length == 0 || size == 0)
        {
            return;
        }

        if (raw.Length % size != 0)
        {
            throw place.Wrong($"expected elements of {Diagnostics.Text.Of(size)} bytes, found {Diagnostics.Text.Of(raw.Length)} bytes");
        }

        for (; raw.Length > 0; raw = raw[size..])
        {
            numbers.Add(dtype switch
            {
                EventKinds.Float32 => BinaryPrimitives.ReadSingleLittleEndian(raw),
                EventKinds.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(raw),
                EventKinds.Int32 => BinaryPrimitives.ReadInt32LittleEndian(raw),
                _ => BinaryPrimitives.ReadInt64LittleEndian(raw),
            });
        }
    }

    /// <summary>Where there are fewer elements than the shape has, the last one stands for the rest: TensorFlow shortens so.</summary>
    private void Fill(ProtoReader place)
    {
        long count = 1;
        foreach (long size in shape)
        {
            count = Math.Min(count * Math.Min(size, MostElements + 1), MostElements + 1);
        }

        bool known = dtype is EventKinds.Float32 or EventKinds.Float64 or EventKinds.Int32 or EventKinds.Int64 or EventKinds.String;
        long given = numbers.Count + texts.Count;
        if (known && (given > count || count > MostElements) && given != count)
        {
            throw place.Wrong($"expected the elements of shape [{string.Join(", ", shape)}], found {Diagnostics.Text.Of(given)}");
        }

        if (known && given < count && dtype != EventKinds.String)
        {
            numbers.AddRange(Enumerable.Repeat(numbers.Count > 0 ? numbers[^1] : 0, (int)(count - given)));
        }
    }
}
