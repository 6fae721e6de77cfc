using System.Text;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>
/// The children of a group. Groups of the old style (all that h5py writes by default) keep them in a B-tree with a heap of names, new ones
/// as messages. Only hard links pass: a soft or external one would lead to what its author wants to have read.
/// </summary>
internal static class H5Links
{
    private const int MaxDepth = 32;

    /// <summary>The addresses of the children's headers by name; null where the object is no group.</summary>
    public static OrderedDictionary<string, ulong>? Read(H5Source source, List<H5Message> messages)
    {
        var children = new OrderedDictionary<string, ulong>(StringComparer.Ordinal);
        bool isGroup = false;
        foreach (var message in messages)
        {
            switch (message.Kind)
            {
                case H5MessageKind.SymbolTable:
                    isGroup = true;
                    ReadSymbolTable(source, message, children);
                    break;
                case H5MessageKind.LinkInfo:
                    isGroup = true;
                    RefuseDense(source, message.Body.Span, "the links of a group");
                    break;
                case H5MessageKind.Link:
                    isGroup = true;
                    ReadLink(source, message, children);
                    break;
            }
        }

        return isGroup ? children : null;
    }

    /// <summary>Refuses the layout for very many links or attributes, which files of Keras never have.</summary>
    public static void RefuseDense(H5Source source, ReadOnlySpan<byte> message, string what)
    {
        var cursor = new H5Cursor(source, message, what);
        cursor.Version(0, 0);
        bool ordered = (cursor.Byte() & 1) != 0;
        cursor.Skip(!ordered ? 0 : what.StartsWith("the links", StringComparison.Ordinal) ? 8 : 2);
        if (cursor.UInt64() != H5Superblock.Undefined)
        {
            throw source.Refused($"{what} are stored in a heap of their own (libver='latest')");
        }
    }

    private static void ReadLink(H5Source source, H5Message message, OrderedDictionary<string, ulong> children)
    {
        var cursor = new H5Cursor(source, message.Body.Span, "a link");
        cursor.Version(1, 1);
        int flags = cursor.Byte();
        int kind = (flags & 0x08) != 0 ? cursor.Byte() : 0;
        cursor.Skip(((flags & 0x04) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        ulong length = cursor.Number(1 << (flags & 3));
        string name = Encoding.UTF8.GetString(cursor.Take((int)Math.Min(length, int.MaxValue)));
        if (kind != 0)
        {
            throw source.Refused($"'{name}' is a soft or external link");
        }

        Add(source, children, name, cursor.UInt64());
    }

    private static void ReadSymbolTable(H5Source source, H5Message message, OrderedDictionary<string, ulong> children)
    {
        var cursor = new H5Cursor(source, message.Body.Span, "a symbol table");
        ulong tree = cursor.UInt64();
        byte[] names = Heap(source, cursor.UInt64());
        ReadTree(source, tree, names, children, MaxDepth);
    }

    private static byte[] Heap(H5Source source, ulong address)
    {
        var cursor = new H5Cursor(source, source.Structure(address, 32, "a heap of names"), "a heap of names");
        cursor.Signature("HEAP");
        cursor.Skip(4);
        ulong size = cursor.UInt64();
        cursor.Skip(8);
        return source.Structure(cursor.UInt64(), size, "a heap of names");
    }

    private static void ReadTree(H5Source source, ulong address, byte[] names, OrderedDictionary<string, ulong> children, int highest)
    {
        const string What = "the tree of a group";
        var head = new H5Cursor(source, source.Structure(address, 24, What), What);
        head.Signature("TREE");
        int kind = head.Byte();
        int level = head.Byte();
        int count = head.UInt16();
        if (kind != 0 || level > highest)
        {
            throw source.Damaged($"{What} has a node of kind {kind} and level {level}");
        }

        // Keys and children take turns: key 0, child 0, key 1, child 1, …
        var body = new H5Cursor(source, source.Structure(address + 24, (ulong)count * 16, What), What);
        for (int i = 0; i < count; i++)
        {
            body.Skip(8);
            ulong child = body.UInt64();
            if (level > 0)
            {
                ReadTree(source, child, names, children, level - 1);
            }
            else
            {
                ReadNode(source, child, names, children);
            }
        }
    }

    private static void ReadNode(H5Source source, ulong address, byte[] names, OrderedDictionary<string, ulong> children)
    {
        const string What = "a symbol node";
        var head = new H5Cursor(source, source.Structure(address, 8, What), What);
        head.Signature("SNOD");
        head.Skip(2);
        int count = head.UInt16();
        var body = new H5Cursor(source, source.Structure(address + 8, (ulong)count * 40, What), What);
        for (int i = 0; i < count; i++)
        {
            string name = Name(source, names, body.UInt64());
            ulong header = body.UInt64();
            uint cache = body.UInt32();
            body.Skip(20);
            if (cache > 1)
            {
                throw source.Refused($"'{name}' is a soft link");
            }

            Add(source, children, name, header);
        }
    }

    private static string Name(H5Source source, byte[] names, ulong offset)
    {
        if (offset >= (ulong)names.Length)
        {
            throw source.Damaged("a name lies outside of the heap of names");
        }

        var rest = names.AsSpan((int)offset);
        int end = rest.IndexOf((byte)0);
        return end >= 0 ? Encoding.UTF8.GetString(rest[..end]) : throw source.Damaged("a name has no end");
    }

    private static void Add(H5Source source, OrderedDictionary<string, ulong> children, string name, ulong address)
    {
        if (name.Length == 0 || !children.TryAdd(name, address))
        {
            throw source.Damaged($"a group has two children '{name}', or one without a name");
        }
    }
}
