using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>
/// Writes HDF5 files as Keras does through h5py: contiguous little-endian arrays without filters, scalars as scalars, texts of variable
/// length, in the structures that HDF5 has since 1.8. (Texts are flagged UTF-8 throughout; h5py flags some as ASCII, and reads both.)
/// First come the texts, then each object behind what it refers to, so that the file is written in one pass; the beginning is filled in last.
/// </summary>
internal sealed class H5Writer
{
    private const int SuperblockSize = 48;

    private readonly Stream stream;
    private readonly Dictionary<H5Attribute, byte[]> texts = new(ReferenceEqualityComparer.Instance);
    private ulong position = SuperblockSize;

    private H5Writer(Stream stream)
    {
        this.stream = stream;
    }

    /// <summary>Writes a file atomically: there is the earlier file or the whole new one.</summary>
    /// <exception cref="ModelFileException">The path cannot be written to, or the content does not fit the format.</exception>
    public static void Write(string path, H5Group root) => AtomicFile.Write(path, stream => Write(stream, root));

    /// <summary>Writes a file into a stream that can write and seek, from its beginning.</summary>
    /// <exception cref="ModelFileException">The content does not fit the format.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static void Write(Stream stream, H5Group root)
    {
        var writer = new H5Writer(stream);
        stream.Position = SuperblockSize;
        writer.WriteTexts(root);
        ulong address = writer.Write(root);
        stream.Position = 0;
        stream.Write(Superblock(address, writer.position));
        stream.Position = (long)writer.position;
    }

    /// <summary>Version 2: addresses and lengths have eight bytes, nothing stands before or beside the file.</summary>
    private static ReadOnlySpan<byte> Superblock(ulong root, ulong end) => new H5Bytes()
        .Bytes(H5Superblock.Magic).Bytes(2, 8, 8, 0).UInt64(0).UInt64(H5Superblock.Undefined).UInt64(end).UInt64(root).Checksum().Span;

    private void WriteTexts(H5Group root)
    {
        var heap = new H5HeapWriter(position);
        Collect(root, heap);
        foreach (byte[] collection in heap.Finish())
        {
            Put(collection);
        }
    }

    private void Collect(H5Node node, H5HeapWriter heap)
    {
        foreach (H5Attribute attribute in node.Attributes.Values)
        {
            if (attribute.Numbers == null)
            {
                texts[attribute] = [.. (attribute.Text is { } text ? [text] : attribute.Texts!).SelectMany(heap.Add)];
            }
        }

        if (node is H5Group group)
        {
            foreach (H5Node child in group.Children.Values)
            {
                Collect(child, heap);
            }
        }
    }

    /// <summary>Writes an object with all that is below it, and returns where its header lies.</summary>
    private ulong Write(H5Node node)
    {
        var header = new H5HeaderWriter();
        if (node is H5Array { Value: var value })
        {
            // Elements on multiples of eight bytes can be used where they lie, by readers that map files into memory.
            Put(new byte[-(long)position & 7]);
            ulong address = value.Bytes.Length == 0 ? H5Superblock.Undefined : position;
            Put(value.Bytes);
            header.AddArray(value, address);
        }
        else
        {
            header.AddGroup();
            foreach (var (name, child) in ((H5Group)node).Children)
            {
                CheckName(name);
                header.AddLink(name, Write(child));
            }
        }

        foreach (var (name, attribute) in node.Attributes)
        {
            Add(header, name, attribute);
        }

        return Put(header.Finish());
    }

    private void Add(H5HeaderWriter header, string name, H5Attribute attribute)
    {
        if (attribute.Numbers is { } numbers)
        {
            header.AddAttribute(name, H5Encoding.Datatype(numbers.DType), H5Encoding.Dataspace(numbers.Shape), numbers.Bytes);
            return;
        }

        Shape shape = attribute.Text != null ? Shape.Scalar : [attribute.Texts!.Count];
        header.AddAttribute(name, H5Encoding.TextType(), H5Encoding.Dataspace(shape), texts[attribute]);
    }

    private ulong Put(ReadOnlySpan<byte> bytes)
    {
        ulong address = position;
        stream.Write(bytes);
        position += (ulong)bytes.Length;
        return address;
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ModelFileException($"save — '{name}' cannot be a name in a file. Use names without '/' that are not empty.");
        }
    }
}
