using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sharpkeras.Serialization;

/// <summary>
/// Writes the wire form of protocol buffers: fields as a key (number and kind) and a value. Fields with default values may be left out; the
/// caller decides. A message inside is written first, and then as the bytes of its field.
/// </summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    /// <summary>What was written so far.</summary>
    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    /// <summary>An integer of any width, or a Boolean or enum as its number.</summary>
    public ProtoWriter Int(int field, long value)
    {
        Key(field, ProtoKind.Varint);
        Varint((ulong)value);
        return this;
    }

    /// <summary>A float32.</summary>
    public ProtoWriter Float(int field, float value)
    {
        Key(field, ProtoKind.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(buffer.GetSpan(sizeof(float)), value);
        buffer.Advance(sizeof(float));
        return this;
    }

    /// <summary>A float64.</summary>
    public ProtoWriter Double(int field, double value)
    {
        Key(field, ProtoKind.Fixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer.GetSpan(sizeof(double)), value);
        buffer.Advance(sizeof(double));
        return this;
    }

    /// <summary>A text in UTF-8.</summary>
    public ProtoWriter String(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes, or a message that was written before.</summary>
    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, ProtoKind.Bytes);
        Varint((ulong)value.Length);
        buffer.Write(value);
        return this;
    }

    /// <summary>A message inside.</summary>
    public ProtoWriter Message(int field, ProtoWriter message) => Bytes(field, message.Written);

    private void Key(int field, ProtoKind kind) => Varint(((ulong)field << 3) | (uint)kind);

    private void Varint(ulong value)
    {
        Span<byte> bytes = buffer.GetSpan(10);
        int count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        buffer.Advance(count);
    }
}
