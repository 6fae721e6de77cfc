namespace Sharpkeras.Saving.Hdf5;

/// <summary>A message of an object's header: one fact about the object.</summary>
internal readonly record struct H5Message(H5MessageKind Kind, int Flags, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the fact is stored with another object.</summary>
    public bool IsShared => (Flags & 2) != 0;
}

/// <summary>The kinds of messages that matter to readers.</summary>
internal enum H5MessageKind
{
    Dataspace = 0x01,
    LinkInfo = 0x02,
    Datatype = 0x03,
    Link = 0x06,
    ExternalFiles = 0x07,
    Layout = 0x08,
    Filters = 0x0B,
    Attribute = 0x0C,
    Continuation = 0x10,
    SymbolTable = 0x11,
    AttributeInfo = 0x15,
}

/// <summary>Reads the header of an object: its messages, in one block or several.</summary>
internal static class H5Header
{
    private const int MaxBlocks = 4096;

    public static List<H5Message> Read(H5Source source, ulong address)
    {
        var messages = new List<H5Message>();
        var blocks = new Queue<(ulong Address, ulong Length)>();
        source.CheckRange(address, 12, "an object header");
        byte[] start = source.Structure(address, Math.Min(16, (ulong)source.Length - address), "an object header");
        bool isNew = start.AsSpan(0, 4).SequenceEqual("OHDR"u8);
        int flags = isNew ? ReadNewStart(source, address, messages, blocks) : ReadOldStart(source, address, start, messages, blocks);
        for (int count = 0; blocks.TryDequeue(out var block); count++)
        {
            if (count == MaxBlocks)
            {
                throw source.Damaged("an object header has no end");
            }

            byte[] bytes = source.Structure(block.Address, block.Length, "a continued object header");
            int skipped = isNew ? CheckContinuation(source, bytes) : 0;
            var body = bytes.AsMemory(skipped, bytes.Length - (isNew ? 8 : 0));
            Messages(source, body, isNew ? flags : null, messages, blocks);
        }

        return messages;
    }

    /// <summary>Version 1: a prefix of 12 bytes, padded to 16, and the messages.</summary>
    private static int ReadOldStart(
        H5Source source, ulong address, byte[] start, List<H5Message> messages, Queue<(ulong Address, ulong Length)> blocks)
    {
        var cursor = new H5Cursor(source, start, "an object header");
        cursor.Version(1, 1);
        cursor.Skip(7);
        byte[] body = source.Structure(address + 16, cursor.UInt32(), "an object header");
        Messages(source, body, null, messages, blocks);
        return 0;
    }

    /// <summary>Version 2: a prefix whose fields the flags choose, the messages, a checksum.</summary>
    private static int ReadNewStart(H5Source source, ulong address, List<H5Message> messages, Queue<(ulong Address, ulong Length)> blocks)
    {
        ulong available = Math.Min(34, (ulong)source.Length - address);
        var cursor = new H5Cursor(source, source.Structure(address, available, "an object header"), "an object header");
        cursor.Signature("OHDR");
        cursor.Version(2, 2);
        int flags = cursor.Byte();
        cursor.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        ulong length = cursor.Number(1 << (flags & 3));
        byte[] body = source.Structure(address + (ulong)cursor.Position, length, "an object header");
        Messages(source, body, flags, messages, blocks);
        return flags;
    }

    private static int CheckContinuation(H5Source source, byte[] bytes)
    {
        var cursor = new H5Cursor(source, bytes, "a continued object header");
        cursor.Signature("OCHK");
        cursor.Skip(4);
        return 4;
    }

    /// <summary>Splits a block into messages; <paramref name="newFlags"/> are the header's flags in version 2, null in version 1.</summary>
    private static void Messages(
        H5Source source, ReadOnlyMemory<byte> block, int? newFlags, List<H5Message> messages, Queue<(ulong Address, ulong Length)> blocks)
    {
        int prefix = newFlags is { } flags ? 4 + ((flags & 4) != 0 ? 2 : 0) : 8;
        var cursor = new H5Cursor(source, block.Span, "an object header");

        // What is left in the end may be a gap too small for a message.
        while (cursor.Remaining >= prefix)
        {
            int kind = newFlags == null ? cursor.UInt16() : cursor.Byte();
            int size = cursor.UInt16();
            int messageFlags = cursor.Byte();
            cursor.Skip(prefix - (newFlags == null ? 5 : 4));
            int position = cursor.Position;
            cursor.Skip(size);
            var message = new H5Message((H5MessageKind)kind, messageFlags, block.Slice(position, size));
            if (message.Kind == H5MessageKind.Continuation)
            {
                var place = new H5Cursor(source, message.Body.Span, "the continuation of an object header");
                blocks.Enqueue((place.UInt64(), place.UInt64()));
            }
            else
            {
                messages.Add(message);
            }
        }
    }
}
