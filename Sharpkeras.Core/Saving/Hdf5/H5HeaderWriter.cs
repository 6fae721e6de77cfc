using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>Puts together the header of an object, of version 2: its messages in one block.</summary>
internal sealed class H5HeaderWriter
{
    private const int FillValue = 0x05;
    private const int GroupInfo = 0x0A;

    private readonly H5Bytes messages = new();

    /// <summary>Says that the object is a group whose links stand in its header.</summary>
    public void AddGroup()
    {
        Add((int)H5MessageKind.LinkInfo, new H5Bytes().Zeros(2).UInt64(H5Superblock.Undefined).UInt64(H5Superblock.Undefined));
        Add(GroupInfo, new H5Bytes().Zeros(2));
    }

    /// <summary>A child of a group: flags that a byte for the characters and two for the length are there, the characters UTF-8, the name.</summary>
    public void AddLink(string name, ulong address)
    {
        var text = new H5Bytes().Text(name);
        Add((int)H5MessageKind.Link, new H5Bytes().Bytes(1, 0x11, 1).UInt16(text.Length).Bytes(text.Span).UInt64(address));
    }

    /// <summary>Elements in one piece; where there are none, they lie nowhere. The flags stand for h5py's defaults: no value of its own fills gaps.</summary>
    public void AddArray(HostArray value, ulong address)
    {
        Add((int)H5MessageKind.Dataspace, H5Encoding.Dataspace(value.Shape));
        Add((int)H5MessageKind.Datatype, H5Encoding.Datatype(value.DType));
        Add(FillValue, new H5Bytes().Bytes(3, 0x0A));
        Add((int)H5MessageKind.Layout, new H5Bytes().Bytes(3, 1).UInt64(address).UInt64((ulong)value.Bytes.Length));
    }

    /// <summary>An attribute with its name, type, dimensions and elements.</summary>
    /// <exception cref="ModelFileException">A header cannot hold so much.</exception>
    public void AddAttribute(string name, H5Bytes datatype, H5Bytes dataspace, ReadOnlySpan<byte> elements)
    {
        var text = new H5Bytes().Text(name).Byte(0);
        var body = new H5Bytes().Bytes(3, 0).UInt16(text.Length).UInt16(datatype.Length).UInt16(dataspace.Length).Byte(1)
            .Bytes(text.Span).Bytes(datatype.Span).Bytes(dataspace.Span).Bytes(elements);
        if (body.Length > ushort.MaxValue)
        {
            throw new ModelFileException(
                $"save — the attribute '{name}' has {elements.Length} bytes, more than the format holds. Use fewer names in it.");
        }

        Add((int)H5MessageKind.Attribute, body);
    }

    /// <summary>The header: the flag says that four bytes give the length of the messages.</summary>
    public ReadOnlySpan<byte> Finish() =>
        new H5Bytes().Bytes("OHDR"u8).Bytes(2, 2).UInt32((uint)messages.Length).Bytes(messages.Span).Checksum().Span;

    private void Add(int kind, H5Bytes body) => messages.Byte(kind).UInt16(body.Length).Byte(0).Bytes(body.Span);
}
