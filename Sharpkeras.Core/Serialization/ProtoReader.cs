using System.Buffers.Binary;
using System.Text;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Serialization;

/// <summary>
/// Reads the wire form of protocol buffers field by field: <see cref="Next"/>, then the value by its kind, or nothing to skip it. All
/// errors are <see cref="FormatException"/>s that name the byte, counted from the beginning of the outermost message.
/// </summary>
internal ref struct ProtoReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> bytes;
    private readonly int origin;
    private int position;
    private int keyAt;
    private ulong number;
    private ReadOnlySpan<byte> content;

    /// <summary>A reader of a message.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="origin">Where the message begins in the outermost one.</param>
    public ProtoReader(ReadOnlySpan<byte> bytes, int origin = 0)
    {
        this.bytes = bytes;
        this.origin = origin;
    }

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Its kind.</summary>
    public ProtoKind Kind { get; private set; }

    /// <summary>Whether there is another field; it is read and checked whole.</summary>
    public bool Next()
    {
        if (position == bytes.Length)
        {
            return false;
        }

        keyAt = position;
        ulong key = Varint();
        Field = key >> 3 is > 0 and < 1u << 29 ? (int)(key >> 3) : throw Wrong($"expected a field's number, found {Text.Of(key >> 3)}");
        Kind = (ProtoKind)(key & 7);
        switch (Kind)
        {
            case ProtoKind.Varint: number = Varint(); break;
            case ProtoKind.Fixed64: content = Take(8); break;
            case ProtoKind.Bytes: content = Take(Varint()); break;
            case ProtoKind.Fixed32: content = Take(4); break;
            default: throw Wrong($"expected a kind of field (0, 1, 2 or 5), found {Text.Of(key & 7)}");
        }

        return true;
    }

    /// <summary>The value of an integer field.</summary>
    public readonly long Int()
    {
        Expect(ProtoKind.Varint);
        return (long)number;
    }

    /// <summary>The value of a float32 field.</summary>
    public readonly float Float()
    {
        Expect(ProtoKind.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(content);
    }

    /// <summary>The value of a float64 field.</summary>
    public readonly double Double()
    {
        Expect(ProtoKind.Fixed64);
        return BinaryPrimitives.ReadDoubleLittleEndian(content);
    }

    /// <summary>The bytes of a field.</summary>
    public readonly ReadOnlySpan<byte> Bytes()
    {
        Expect(ProtoKind.Bytes);
        return content;
    }

    /// <summary>The text of a field.</summary>
    public readonly string String()
    {
        Expect(ProtoKind.Bytes);
        try
        {
            return Utf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong($"expected a text in UTF-8 in field {Text.Of(Field)}, found other bytes");
        }
    }

    /// <summary>A reader of the message in a field.</summary>
    public readonly ProtoReader Message()
    {
        Expect(ProtoKind.Bytes);
        return new ProtoReader(content, origin + position - content.Length);
    }

    /// <summary>Adds the numbers of a repeated field, one for itself or packed.</summary>
    public readonly void Doubles(List<double> numbers)
    {
        if (Kind == ProtoKind.Fixed64)
        {
            numbers.Add(Double());
            return;
        }

        ReadOnlySpan<byte> packed = Packed(sizeof(double));
        for (int i = 0; i < packed.Length; i += sizeof(double))
        {
            numbers.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed[i..]));
        }
    }

    /// <summary>Adds the numbers of a repeated field, one for itself or packed.</summary>
    public readonly void Floats(List<double> numbers)
    {
        if (Kind == ProtoKind.Fixed32)
        {
            numbers.Add(Float());
            return;
        }

        ReadOnlySpan<byte> packed = Packed(sizeof(float));
        for (int i = 0; i < packed.Length; i += sizeof(float))
        {
            numbers.Add(BinaryPrimitives.ReadSingleLittleEndian(packed[i..]));
        }
    }

    /// <summary>Adds the numbers of a repeated field, one for itself or packed.</summary>
    public readonly void Ints(List<double> numbers)
    {
        if (Kind == ProtoKind.Varint)
        {
            numbers.Add((long)number);
            return;
        }

        Expect(ProtoKind.Bytes);
        var packed = new ProtoReader(content, origin + position - content.Length);
        while (packed.position < packed.bytes.Length)
        {
            numbers.Add((long)packed.Varint());
        }
    }

    /// <summary>An error at this field.</summary>
    public readonly FormatException Wrong(string what) => new($"byte {Text.Of(origin + keyAt)}: {what}");

    private readonly void Expect(ProtoKind kind)
    {
        if (Kind != kind)
        {
            throw Wrong($"expected field {Text.Of(Field)} to be of kind {kind}, found {Kind}");
        }
    }

    private readonly ReadOnlySpan<byte> Packed(int size)
    {
        Expect(ProtoKind.Bytes);
        return content.Length % size == 0
            ? content
            : throw Wrong($"expected packed numbers of {Text.Of(size)} bytes in field {Text.Of(Field)}, found {Text.Of(content.Length)} bytes");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        int left = bytes.Length - position;
        if (count > (ulong)left)
        {
            throw Wrong($"expected {Text.Of(count)} bytes for field {Text.Of(Field)}, found {Text.Of(left)} until the end of the message");
        }

        position += (int)count;
        return bytes.Slice(position - (int)count, (int)count);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (position == bytes.Length)
            {
                throw Wrong("expected the rest of a number, found the end of the message");
            }

            byte next = bytes[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return shift < 63 || next < 2 ? value : throw Wrong("expected a number of at most 64 bits, found a longer one");
            }
        }

        throw Wrong("expected a number of at most 10 bytes, found a longer one");
    }
}
