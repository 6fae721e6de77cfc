using System.Text;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>
/// What an object has to remember so that it can go on later where it is now: arrays, numbers and texts under names. A checkpoint keeps
/// it in its file. Parts of an object have dictionaries of their own in it.
/// </summary>
/// <example><code>state.Set("position", 12L); long position = state.GetInt64("position");</code></example>
public sealed class StateDictionary
{
    private readonly SortedDictionary<string, HostArray> entries;
    private readonly string prefix;

    /// <summary>An empty one.</summary>
    public StateDictionary()
        : this(new SortedDictionary<string, HostArray>(StringComparer.Ordinal), "")
    {
    }

    private StateDictionary(SortedDictionary<string, HostArray> entries, string prefix)
    {
        this.entries = entries;
        this.prefix = prefix;
    }

    /// <summary>The names of what is in it, in order; what lies in parts has their names before its own: <c>data/position</c>.</summary>
    public IEnumerable<string> Names => entries.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    /// <summary>Whether there is something of this name, or a part.</summary>
    public bool Contains(string name) =>
        entries.ContainsKey(prefix + name) || Names.Any(each => each.StartsWith(name + "/", StringComparison.Ordinal));

    /// <summary>The dictionary of a part: what is set there stands here too, behind its name.</summary>
    /// <param name="name">The part's name, not empty; <c>a/b</c> is part b of part a.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public StateDictionary Part(string name) => new(entries, prefix + Checked(name) + "/");

    /// <summary>Keeps an array. It is not copied.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void Set(string name, HostArray value) => entries[prefix + Checked(name)] = value;

    /// <summary>Keeps a whole number.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void Set(string name, long value) => Set(name, HostArray.From([value], Shape.Scalar));

    /// <summary>Keeps a number, to the last bit.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void Set(string name, double value) => Set(name, HostArray.From([value], Shape.Scalar));

    /// <summary>Keeps a text.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void Set(string name, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Set(name, new HostArray(DType.UInt8, [bytes.Length], bytes));
    }

    /// <summary>An array.</summary>
    /// <exception cref="ModelFileException">There is none of this name.</exception>
    public HostArray GetArray(string name) => entries.TryGetValue(prefix + name, out HostArray? value)
        ? value
        : throw new ModelFileException(
            $"state — '{prefix}{name}' is missing. It has: {string.Join(", ", Names)}. The file is of another program or version; begin anew.");

    /// <summary>A whole number.</summary>
    /// <exception cref="ModelFileException">There is none of this name.</exception>
    public long GetInt64(string name) => Elements<long>(name, scalar: true)[0];

    /// <summary>A number.</summary>
    /// <exception cref="ModelFileException">There is none of this name.</exception>
    public double GetDouble(string name) => Elements<double>(name, scalar: true)[0];

    /// <summary>A text.</summary>
    /// <exception cref="ModelFileException">There is none of this name.</exception>
    public string GetText(string name) => Encoding.UTF8.GetString(Elements<byte>(name, scalar: false));

    private Span<T> Elements<T>(string name, bool scalar)
        where T : unmanaged
    {
        HostArray array = GetArray(name);
        return array.DType == DTypes.Of<T>() && array.Shape.Rank == (scalar ? 0 : 1)
            ? array.Span<T>()
            : throw new ModelFileException(
                $"state — '{prefix}{name}' should be {(scalar ? "one" : "a list of")} {DTypes.Of<T>().KerasName()}. Received {array.Shape} {array.DType.KerasName()}.");
    }

    private static string Checked(string name) => name.Length > 0 && name.Split('/').All(part => part.Length > 0)
        ? name
        : throw new ArgumentException($"state — names and their parts between slashes must not be empty. Received '{name}'.", nameof(name));
}
