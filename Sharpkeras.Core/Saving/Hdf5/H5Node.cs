using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>A group or an array of an HDF5 file, in memory.</summary>
internal abstract class H5Node
{
    /// <summary>The attributes, in the order in which they are written.</summary>
    public OrderedDictionary<string, H5Attribute> Attributes { get; } = new(StringComparer.Ordinal);
}

/// <summary>An array with its attributes.</summary>
internal sealed class H5Array(HostArray value) : H5Node
{
    public HostArray Value { get; } = value;
}

/// <summary>A group: named children and attributes.</summary>
internal sealed class H5Group : H5Node
{
    /// <summary>The children, in the order in which they are written.</summary>
    public OrderedDictionary<string, H5Node> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>The group at a path below this one; what is missing of the path is made.</summary>
    /// <exception cref="ModelFileException">An array has that name.</exception>
    public H5Group Group(string path)
    {
        var group = this;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!group.Children.TryGetValue(name, out var child))
            {
                group.Children.Add(name, child = new H5Group());
            }

            group = child as H5Group
                ?? throw new ModelFileException(
                    $"save — '{path}' leads through '{name}', which is an array. Give the layers and weights other names.");
        }

        return group;
    }

    /// <summary>Adds an array at a path below this group, such as <c>conv2d/kernel</c>.</summary>
    /// <exception cref="ModelFileException">Something has that path already.</exception>
    public H5Array Add(string path, HostArray value)
    {
        int slash = path.LastIndexOf('/');
        var group = slash < 0 ? this : Group(path[..slash]);
        var array = new H5Array(value);
        return group.Children.TryAdd(path[(slash + 1)..], array)
            ? array
            : throw new ModelFileException($"save — two weights have the path '{path}'. Give the layers different names.");
    }

    /// <summary>Sets an attribute that lists names, in parts <c>NAME0</c>, <c>NAME1</c>, … where one would grow too large.</summary>
    /// <exception cref="ModelFileException">A name is longer than an attribute can be.</exception>
    public void SetNames(string attribute, IReadOnlyList<string> names)
    {
        var parts = H5Names.Split(names);
        for (int i = 0; i < parts.Count; i++)
        {
            Attributes[H5Names.PartName(attribute, i, parts.Count)] = H5Attribute.Of(parts[i]);
        }
    }
}
