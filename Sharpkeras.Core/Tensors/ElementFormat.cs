using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>The text of an array's elements, all of one width, by NumPy's rules.</summary>
internal abstract class ElementFormat
{
    /// <summary>The format for the elements of an array.</summary>
    public static ElementFormat Of(HostArray array) => array.DType switch
    {
        DType.Float32 => new FloatFormat([.. array.Span<float>().ToArray().Select(value => (double)value)], single: true),
        DType.Float64 => new FloatFormat(array.Span<double>().ToArray(), single: false),
        DType.Int8 => Integers(array.Span<sbyte>()),
        DType.UInt8 => Integers(array.Span<byte>()),
        DType.Int16 => Integers(array.Span<short>()),
        DType.Int32 => Integers(array.Span<int>()),
        DType.Int64 => Integers(array.Span<long>()),
        _ => new WordFormat([.. array.Bytes.Select(value => value != 0 ? "True" : "False")]),
    };

    /// <summary>An element among others.</summary>
    public abstract string Element(int index);

    /// <summary>The only element of a scalar.</summary>
    public abstract string Single();

    private static WordFormat Integers<T>(ReadOnlySpan<T> values)
        where T : struct, IFormattable
    {
        string[] words = new string[values.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = Text.Of(values[i]);
        }

        return new WordFormat(words);
    }

    /// <summary>Words, right-aligned.</summary>
    private sealed class WordFormat(string[] words) : ElementFormat
    {
        // As NumPy does, room for " True" even where no word is "False".
        private readonly int width = words.Length == 0 ? 0 : words.Max(word => word == "True" ? 5 : word.Length);

        public override string Element(int index) => words[index].PadLeft(width);

        public override string Single() => words[0];
    }
}
