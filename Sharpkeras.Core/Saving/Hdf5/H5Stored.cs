namespace Sharpkeras.Saving.Hdf5;

/// <summary>An array in a file: what its header says of it, and the reading of its elements.</summary>
internal sealed class H5Stored
{
    private readonly H5Source source;
    private readonly H5Layout layout;
    private readonly H5Filters filters;
    private readonly H5DataType type;

    private H5Stored(H5Source source, Shape shape, H5DataType type, H5Layout layout, H5Filters filters)
    {
        this.source = source;
        this.layout = layout;
        this.filters = filters;
        this.type = type;
        Shape = shape;
    }

    public Shape Shape { get; }

    /// <summary>The type of the elements as stored, for messages.</summary>
    public string TypeName => type.Description;

    /// <summary>The array of a header, or null where the header is not an array's.</summary>
    public static H5Stored? Parse(H5Source source, List<H5Message> messages)
    {
        if (Find(source, messages, H5MessageKind.Layout) is not { } layout)
        {
            return null;
        }

        if (Find(source, messages, H5MessageKind.Dataspace) is not { } space
            || Find(source, messages, H5MessageKind.Datatype) is not { } type)
        {
            throw source.Damaged("an array has no shape or no type");
        }

        if (Find(source, messages, H5MessageKind.ExternalFiles) != null)
        {
            throw source.Refused("the elements of an array are in another file");
        }

        var filters = Find(source, messages, H5MessageKind.Filters) is { } packed ? H5Unpack.Parse(source, packed.Span) : H5Filters.None;
        return new H5Stored(
            source, H5DataSpace.Parse(source, space.Span), H5DataType.Parse(source, type.Span), H5Layout.Parse(source, layout), filters);
    }

    /// <summary>Reads the elements.</summary>
    public HostArray Read()
    {
        if (type.HostType is not { } dtype)
        {
            throw source.Refused($"an array holds {type.Description}");
        }

        return new HostArray(dtype, Shape, H5Widen.Convert(source, Raw(), type));
    }

    private static ReadOnlyMemory<byte>? Find(H5Source source, List<H5Message> messages, H5MessageKind kind)
    {
        int index = messages.FindIndex(message => message.Kind == kind);
        if (index < 0)
        {
            return null;
        }

        return messages[index].IsShared
            ? throw source.Refused("the type of an array is stored with another object")
            : messages[index].Body;
    }

    /// <summary>The elements as they are stored.</summary>
    private byte[] Raw()
    {
        int count = H5DataSpace.CountBytes(source, Shape, type.Size);
        CheckClaim(count);
        byte[] bytes = new byte[count];
        if (count == 0)
        {
            return bytes;
        }

        if (layout.Chunk != null)
        {
            new H5Chunks(source, Shape, type.Size, layout, filters).Read(bytes);
        }
        else if (layout.Compact is { } compact)
        {
            compact.Span[..count].CopyTo(bytes);
        }
        else
        {
            source.Data(layout.Address, bytes, "an array");
        }

        return bytes;
    }

    /// <summary>Before memory is taken: as many bytes have to be in the file; deflate makes of one at most 1032.</summary>
    private void CheckClaim(int count)
    {
        if (count == 0)
        {
            return;
        }

        if (layout.Chunk == null && filters != H5Filters.None)
        {
            throw source.Damaged("an array that is not chunked has filters");
        }

        if (layout.Compact == null && layout.Address == H5Superblock.Undefined)
        {
            throw source.Damaged("the elements of an array were never written");
        }

        long most = layout.Chunk == null ? (long)Math.Min(layout.Size, long.MaxValue) : 1032 * source.Length;
        if (count > most)
        {
            throw source.Damaged($"an array of shape {Shape} needs {count} bytes, but {most} at most are stored");
        }

        if (layout is { Chunk: null, Compact: null })
        {
            source.CheckRange(layout.Address, (ulong)count, "an array");
        }
    }
}
