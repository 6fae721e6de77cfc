using System.Text;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>A structure of a file while it is put together: little-endian numbers and texts, one behind the other.</summary>
internal sealed class H5Bytes
{
    private readonly MemoryStream stream = new();
    private readonly BinaryWriter writer;

    public H5Bytes()
    {
        writer = new BinaryWriter(stream);
    }

    public int Length => (int)stream.Length;

    public ReadOnlySpan<byte> Span => stream.GetBuffer().AsSpan(0, Length);

    public H5Bytes Byte(int value)
    {
        writer.Write((byte)value);
        return this;
    }

    public H5Bytes Bytes(params ReadOnlySpan<byte> values)
    {
        writer.Write(values);
        return this;
    }

    public H5Bytes UInt16(int value)
    {
        writer.Write((ushort)value);
        return this;
    }

    public H5Bytes UInt32(uint value)
    {
        writer.Write(value);
        return this;
    }

    public H5Bytes UInt64(ulong value)
    {
        writer.Write(value);
        return this;
    }

    public H5Bytes Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public H5Bytes Zeros(int count) => Bytes(new byte[count]);

    /// <summary>Ends the structure with the checksum of all that is in it.</summary>
    public H5Bytes Checksum() => UInt32(H5Checksum.Of(Span));
}
