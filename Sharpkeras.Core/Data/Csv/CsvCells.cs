using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Sharpkeras.Data;

/// <summary>Writes the cells of a file as elements of one type.</summary>
internal abstract class CsvCells
{
    public abstract DType DType { get; }

    /// <summary>Writes the number that a text stands for; false where it stands for none that the type holds.</summary>
    public abstract bool TryWrite(ReadOnlySpan<byte> text, Span<byte> target);

    /// <summary>Writes a number.</summary>
    public abstract void Write(double value, Span<byte> target);

    public static CsvCells Of(DType dtype) => dtype switch
    {
        DType.Float32 => new Cells<float>(),
        DType.Float64 => new Cells<double>(),
        DType.Int8 => new Cells<sbyte>(),
        DType.UInt8 => new Cells<byte>(),
        DType.Int16 => new Cells<short>(),
        DType.Int32 => new Cells<int>(),
        DType.Int64 => new Cells<long>(),
        _ => throw new ArgumentException($"csv — columns are numbers. Received dtype {dtype.KerasName()}; give a numeric one."),
    };

    private sealed class Cells<T> : CsvCells
        where T : unmanaged, INumber<T>
    {
        public override DType DType => DTypes.Of<T>();

        public override bool TryWrite(ReadOnlySpan<byte> text, Span<byte> target)
        {
            // .NET takes NUL characters behind a number for padding and what is too large for infinity; a file that has these is damaged.
            bool isNumber = TryParse(text, out T value) && T.IsFinite(value) && text[^1] != 0;
            MemoryMarshal.Write(target, value);
            return isNumber;
        }

        public override void Write(double value, Span<byte> target) => MemoryMarshal.Write(target, T.CreateSaturating(value));

        private static bool TryParse(ReadOnlySpan<byte> text, out T value)
        {
            if (typeof(T) == typeof(float))
            {
                bool isNumber = DecimalText.TryParse(text, out float number);
                value = T.CreateTruncating(number);
                return isNumber;
            }

            if (typeof(T) == typeof(double))
            {
                bool isNumber = DecimalText.TryParse(text, out double number);
                value = T.CreateTruncating(number);
                return isNumber;
            }

            return T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value!);
        }
    }
}
