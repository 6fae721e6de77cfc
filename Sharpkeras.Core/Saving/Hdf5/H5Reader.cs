using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>
/// Reads HDF5 files as Keras and h5py write them, piece by piece as asked for. Whatever the file says is checked before it is believed:
/// only hard links, no filters but gzip, no claim of more bytes than there are, no loops.
/// </summary>
internal sealed class H5Reader : IDisposable
{
    private const int MaxDepth = 64;
    private const int MaxObjects = 200_000;

    private readonly H5Source source;
    private readonly H5AttributeReader attributes;
    private readonly Dictionary<ulong, Entry> entries = [];
    private readonly ulong root;

    private H5Reader(H5Source source)
    {
        this.source = source;
        attributes = new H5AttributeReader(source, new H5Heap(source));
        root = H5Superblock.RootAddress(source);
        if (EntryAt(root).Children == null)
        {
            throw source.Damaged("its root is no group");
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFileException">It is not there, is no HDF5 file, or is damaged.</exception>
    public static H5Reader Open(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string advice = Directory.Exists(path) ? "It is a folder; give a file in it." : "Give the path of an .h5 file.";
            throw new ModelFileException($"load — '{path}' cannot be opened: {error.Message} {advice}", error);
        }

        return Open(stream, $"load — '{path}'", owns: true);
    }

    /// <summary>Opens a seekable stream, which stays open; <paramref name="name"/> is what messages call it.</summary>
    /// <exception cref="ModelFileException">It is no HDF5 file, or is damaged.</exception>
    public static H5Reader Open(Stream stream, string name) => Open(stream, name, owns: false);

    /// <summary>Whether a group lies at a path such as <c>model_weights/conv2d</c>; the empty path is the root.</summary>
    public bool HasGroup(string path) => Find(path)?.Children != null;

    /// <summary>Whether an array lies at a path.</summary>
    public bool HasArray(string path) => Find(path)?.Array != null;

    /// <summary>The names of a group's children, in the order of the file (h5py's: by name).</summary>
    /// <exception cref="ModelFileException">There is no such group.</exception>
    public IReadOnlyList<string> Children(string path) =>
        (Get(path).Children ?? throw source.Damaged($"'{path}' is no group")).Keys.ToArray();

    /// <summary>The names of an object's attributes, in the order of the file.</summary>
    public IReadOnlyList<string> AttributeNames(string path) => Get(path).Attributes.Keys.ToArray();

    /// <summary>An attribute's value, or null where the object has none of that name.</summary>
    public H5Attribute? Attribute(string path, string name) =>
        Get(path).Attributes.TryGetValue(name, out var body) ? attributes.Value(body.Span) : null;

    /// <summary>An attribute that is one text, or null where it is absent.</summary>
    /// <exception cref="ModelFileException">It is something else than one text.</exception>
    public string? Text(string path, string name)
    {
        var attribute = Attribute(path, name);
        string? text = attribute?.Text ?? (attribute?.Texts is [var single] ? single : null);
        return attribute == null || text != null ? text : throw source.Damaged($"the attribute '{name}' of '{path}' is no text");
    }

    /// <summary>An attribute that lists names, whole or in the parts NAME0, NAME1, …; null where it is absent.</summary>
    /// <exception cref="ModelFileException">It is something else than a list of texts.</exception>
    public IReadOnlyList<string>? Names(string path, string name)
    {
        if (Attribute(path, name) is { } whole)
        {
            return ListOf(whole, path, name);
        }

        var names = new List<string>();
        int part = 0;
        for (; Attribute(path, H5Names.PartName(name, part, count: 2)) is { } piece; part++)
        {
            names.AddRange(ListOf(piece, path, name));
        }

        return part > 0 ? names : null;
    }

    /// <summary>The shape of an array, without reading it.</summary>
    public Shape ShapeOf(string path) => Stored(path).Shape;

    /// <summary>Reads an array.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="expected">Its shape has to be this one; checked before anything is read.</param>
    /// <exception cref="ModelFileException">It is not there, is damaged, or has another shape.</exception>
    public HostArray ReadArray(string path, Shape? expected = null)
    {
        var stored = Stored(path);
        if (expected is { } shape && stored.Shape != shape)
        {
            throw new ModelFileException(
                $"{source.Name} — '{path}' has another shape than the model needs: {stored.Shape} instead of {shape}. " +
                "Build the model as it was when the file was saved.");
        }

        return stored.Read();
    }

    /// <summary>The paths of all groups below the root that have a name, such as <c>vars</c>.</summary>
    /// <exception cref="ModelFileException">Groups form a loop, are nested too deep, or there are too many.</exception>
    public IReadOnlyList<string> GroupsNamed(string name)
    {
        var found = new List<string>();
        AddGroups(found, name, "", EntryAt(root), depth: 0, [root]);
        return found;
    }

    /// <summary>Reads a group with everything below it.</summary>
    /// <exception cref="ModelFileException">It is not there, is damaged, nested too deep, or has too many objects.</exception>
    public H5Group ReadTree(string path = "")
    {
        return Get(path).Children != null ? ReadGroup(Get(path), depth: 0, []) : throw source.Damaged($"'{path}' is no group");
    }

    public void Dispose() => source.Dispose();

    private static H5Reader Open(Stream stream, string name, bool owns)
    {
        var source = new H5Source(stream, name, owns);
        try
        {
            return new H5Reader(source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private IReadOnlyList<string> ListOf(H5Attribute attribute, string path, string name) =>
        attribute.Texts ?? throw source.Damaged($"the attribute '{name}' of '{path}' is no list of names");

    private H5Stored Stored(string path) => Get(path).Array ?? throw source.Damaged($"'{path}' is no array");

    private Entry Get(string path) => Find(path) ?? throw source.Damaged($"'{path}' is missing");

    private Entry? Find(string path)
    {
        var entry = EntryAt(root);
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Children == null || !entry.Children.TryGetValue(name, out ulong address))
            {
                return null;
            }

            entry = EntryAt(address);
        }

        return entry;
    }

    private Entry EntryAt(ulong address)
    {
        if (!entries.TryGetValue(address, out var entry))
        {
            var messages = H5Header.Read(source, address);
            entry = new Entry(H5Links.Read(source, messages), H5Stored.Parse(source, messages), attributes.List(messages));
            entries.Add(address, entry);
        }

        return entry;
    }

    private void AddGroups(List<string> found, string wanted, string path, Entry group, int depth, HashSet<ulong> seen)
    {
        foreach (var (name, address) in group.Children!)
        {
            if (depth > MaxDepth || !seen.Add(address) || seen.Count > MaxObjects)
            {
                throw source.Refused($"'{name}' is an object with two names, or groups are nested deeper than {MaxDepth}, or there are more than {MaxObjects} objects");
            }

            Entry child = EntryAt(address);
            if (child.Children == null)
            {
                continue;
            }

            string full = path.Length > 0 ? $"{path}/{name}" : name;
            if (name == wanted || name.EndsWith('\\' + wanted, StringComparison.Ordinal))
            {
                found.Add(full);
            }

            AddGroups(found, wanted, full, child, depth + 1, seen);
        }
    }

    private H5Group ReadGroup(Entry entry, int depth, HashSet<ulong> seen)
    {
        if (depth > MaxDepth)
        {
            throw source.Refused($"its groups are nested deeper than {MaxDepth}");
        }

        var group = new H5Group();
        ReadAttributes(entry, group);
        foreach (var (name, address) in entry.Children!)
        {
            // Objects with two names make loops, and trees far larger than the file.
            if (!seen.Add(address) || seen.Count > MaxObjects)
            {
                throw source.Refused($"'{name}' is an object with two names, or there are more than {MaxObjects} objects");
            }

            var child = EntryAt(address);
            group.Children.Add(name, child.Children != null ? ReadGroup(child, depth + 1, seen) : ReadNode(child, name));
        }

        return group;
    }

    private H5Array ReadNode(Entry entry, string name)
    {
        var array = new H5Array((entry.Array ?? throw source.Refused($"'{name}' is neither a group nor an array")).Read());
        ReadAttributes(entry, array);
        return array;
    }

    private void ReadAttributes(Entry entry, H5Node node)
    {
        foreach (var (name, body) in entry.Attributes)
        {
            node.Attributes.Add(name, attributes.Value(body.Span));
        }
    }

    /// <summary>What the header of an object says: a group has children, an array has elements.</summary>
    private sealed record Entry(
        OrderedDictionary<string, ulong>? Children, H5Stored? Array, OrderedDictionary<string, ReadOnlyMemory<byte>> Attributes);
}
