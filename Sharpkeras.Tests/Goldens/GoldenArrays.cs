using Sharpkeras.Data;

namespace Sharpkeras.Tests.Goldens;

/// <summary>The arrays of one <c>.npz</c> file, in memory from the first use on.</summary>
internal sealed class GoldenArrays(string path)
{
    private readonly Lazy<IReadOnlyDictionary<string, HostArray>> arrays = new(() => NpzFile.Read(path));

    public HostArray this[string name] => arrays.Value.TryGetValue(name, out HostArray? array)
        ? array
        : throw new KeyNotFoundException($"{path} has no array '{name}'.");

    public bool Has(string name) => arrays.Value.ContainsKey(name);

    /// <summary>The arrays <c>w0</c>, <c>w1</c>, … as far as they go.</summary>
    public HostArray[] Numbered(string stem) =>
        Enumerable.Range(0, int.MaxValue).Select(i => $"{stem}{i}").TakeWhile(Has).Select(name => this[name]).ToArray();
}
