namespace Sharpkeras.Saving.Hdf5;

/// <summary>Reads the attributes in an object's header.</summary>
internal sealed class H5AttributeReader(H5Source source, H5Heap heap)
{
    private const string What = "an attribute";

    /// <summary>The bodies of the attributes by name, in the order of the header; their values are read when asked for.</summary>
    public OrderedDictionary<string, ReadOnlyMemory<byte>> List(List<H5Message> messages)
    {
        var attributes = new OrderedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            if (message.Kind == H5MessageKind.AttributeInfo)
            {
                H5Links.RefuseDense(source, message.Body.Span, "the attributes of an object");
            }
            else if (message.Kind == H5MessageKind.Attribute)
            {
                if (message.IsShared)
                {
                    throw source.Refused("an attribute is stored with another object");
                }

                var cursor = new H5Cursor(source, message.Body.Span, What);
                var head = Head.Read(source, ref cursor);
                if (!attributes.TryAdd(head.Name, message.Body))
                {
                    throw source.Damaged($"the attribute '{head.Name}' occurs twice");
                }
            }
        }

        return attributes;
    }

    /// <summary>The value of an attribute.</summary>
    public H5Attribute Value(ReadOnlySpan<byte> body)
    {
        var cursor = new H5Cursor(source, body, What);
        var head = Head.Read(source, ref cursor);
        var typeBytes = cursor.TakePadded(head.TypeSize, head.Padded);
        var spaceBytes = cursor.TakePadded(head.SpaceSize, head.Padded);
        var shape = H5DataSpace.Parse(source, spaceBytes);
        if (shape.Length == 0)
        {
            return H5Attribute.Of(Array.Empty<string>());
        }

        if (head.IsShared)
        {
            throw source.Refused($"the type of the attribute '{head.Name}' is stored elsewhere");
        }

        var type = H5DataType.Parse(source, typeBytes);
        var data = cursor.Take(H5DataSpace.CountBytes(source, shape, type.Size));
        return type.Kind is H5ElementKind.FixedText or H5ElementKind.VariableText
            ? Texts(data, type, shape)
            : Numbers(data, type, shape, head.Name);
    }

    private H5Attribute Texts(ReadOnlySpan<byte> data, H5DataType type, Shape shape)
    {
        string[] texts = new string[shape.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            var element = data.Slice(i * type.Size, type.Size);
            texts[i] = type.Kind == H5ElementKind.VariableText ? heap.Text(element) : H5Text.Decode(element, type.Padding);
        }

        return shape.Rank == 0 ? H5Attribute.Of(texts[0]) : H5Attribute.Of(texts);
    }

    private H5Attribute Numbers(ReadOnlySpan<byte> data, H5DataType type, Shape shape, string name) =>
        type.HostType is { } dtype
            ? H5Attribute.Of(new HostArray(dtype, shape, H5Widen.Convert(source, data.ToArray(), type)))
            : throw source.Refused($"the attribute '{name}' holds {type.Description}");

    /// <summary>What stands before type, shape and value.</summary>
    private readonly record struct Head(string Name, int TypeSize, int SpaceSize, bool Padded, bool IsShared)
    {
        public static Head Read(H5Source source, ref H5Cursor cursor)
        {
            int version = cursor.Version(1, 3);
            bool shared = cursor.Byte() != 0 && version > 1;
            int nameSize = cursor.UInt16();
            int typeSize = cursor.UInt16();
            int spaceSize = cursor.UInt16();
            cursor.Skip(version == 3 ? 1 : 0);
            var name = cursor.TakePadded(nameSize, padded: version == 1);
            return new Head(H5Text.Decode(name, padding: 0), typeSize, spaceSize, Padded: version == 1, shared);
        }
    }
}
