using System.Text;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>The heaps that hold texts of variable length ("global heap collections").</summary>
internal sealed class H5Heap(H5Source source)
{
    private const string What = "a heap of texts";

    private readonly Dictionary<ulong, Dictionary<int, ReadOnlyMemory<byte>>> collections = [];
    private readonly Dictionary<(ulong Address, int Index), (uint Length, string Text)> texts = [];

    /// <summary>The text that a reference of 16 bytes (length, address of the heap, index in it) stands for.</summary>
    public string Text(ReadOnlySpan<byte> reference)
    {
        var cursor = new H5Cursor(source, reference, "a text");
        uint length = cursor.UInt32();
        ulong address = cursor.UInt64();
        int index = (int)cursor.UInt32();
        if (length == 0)
        {
            return "";
        }

        // Kept, so that many references to one long text do not multiply it.
        if (!texts.TryGetValue((address, index), out var known))
        {
            known = (length, Read(address, index, length));
            texts.Add((address, index), known);
        }

        return known.Length == length ? known.Text : throw source.Damaged("a text has two lengths");
    }

    private string Read(ulong address, int index, uint length) =>
        Collection(address).TryGetValue(index, out var bytes) && bytes.Length >= length
            ? H5Text.Decode(bytes.Span[..(int)length], padding: 0)
            : throw source.Damaged($"a text of {length} bytes is not in its heap");

    private Dictionary<int, ReadOnlyMemory<byte>> Collection(ulong address)
    {
        if (!collections.TryGetValue(address, out var collection))
        {
            collection = Read(address);
            collections.Add(address, collection);
        }

        return collection;
    }

    private Dictionary<int, ReadOnlyMemory<byte>> Read(ulong address)
    {
        var head = new H5Cursor(source, source.Structure(address, 16, What), What);
        head.Signature("GCOL");
        head.Version(1, 1);
        head.Skip(3);
        byte[] bytes = source.Structure(address, head.UInt64(), What);
        var objects = new Dictionary<int, ReadOnlyMemory<byte>>();
        var cursor = new H5Cursor(source, bytes, What);
        cursor.Skip(16);
        while (cursor.Remaining >= 16)
        {
            int index = cursor.UInt16();
            cursor.Skip(6);
            ulong size = cursor.UInt64();

            // Index 0 is the free space behind the last object.
            if (index == 0)
            {
                break;
            }

            int position = cursor.Position;
            cursor.TakePadded((int)Math.Min(size, int.MaxValue), padded: true);
            objects[index] = bytes.AsMemory(position, (int)size);
        }

        return objects;
    }
}

/// <summary>Text as files hold it.</summary>
internal static class H5Text
{
    /// <summary>Decodes UTF-8 (of which ASCII is a part) and removes what pads it: NULs (0, 1) or spaces (2).</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, int padding)
    {
        int end = bytes.IndexOf((byte)0);
        string text = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
        return padding == 2 ? text.TrimEnd(' ') : text;
    }
}
