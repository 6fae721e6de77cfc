using System.Text;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving.Hdf5;

/// <summary>
/// Lists of names in attributes. An attribute has to stay below 64 KB, so Keras splits a longer list into nearly equal parts
/// (<c>save_attributes_to_hdf5_group</c>).
/// </summary>
internal static class H5Names
{
    /// <summary>Keras's limit for one attribute, in bytes.</summary>
    public const int Limit = 64512;

    /// <summary>What a text of variable length takes in the attribute itself: length, address of the heap, index.</summary>
    private const int ReferenceSize = 16;

    /// <summary>The parts: as few as keep each, at its longest name's length for all, within the limit.</summary>
    /// <exception cref="ModelFileException">One name is beyond the limit.</exception>
    public static IReadOnlyList<string[]> Split(IReadOnlyList<string> names)
    {
        int longest = names.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty(0).Max();
        if (longest > Limit)
        {
            throw new ModelFileException(
                $"save — a name of {longest} bytes does not fit into the file; at most {Limit} do. Give the layer a shorter name.");
        }

        int largestPart = Limit / Math.Max(longest, ReferenceSize);
        int count = Math.Max(1, (names.Count + largestPart - 1) / largestPart);
        return Enumerable.Range(0, count).Select(part => Part(names, part, count)).ToArray();
    }

    /// <summary>The attribute's name for a part.</summary>
    public static string PartName(string attribute, int part, int count) => count == 1 ? attribute : attribute + Text.Of(part);

    /// <summary>The first (n mod k) parts get one element more, as in NumPy's <c>array_split</c>.</summary>
    private static string[] Part(IReadOnlyList<string> names, int part, int count)
    {
        int size = names.Count / count;
        int longer = names.Count % count;
        return names.Skip((part * size) + Math.Min(part, longer)).Take(size + (part < longer ? 1 : 0)).ToArray();
    }
}
