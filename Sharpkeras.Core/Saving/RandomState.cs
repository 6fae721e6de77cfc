using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>
/// The states of layers' sources of random numbers in files, so that a training that goes on draws what it would have drawn. Keras keeps
/// none and skips groups that it does not know; hence a group of our own beside a layer's variables, <c>layers/dropout/random_state/0</c>.
/// </summary>
internal static class RandomState
{
    /// <summary>Where the states lie in legacy files: below a group of their own.</summary>
    public const string LegacyRoot = Name + "/";

    private const string Name = "random_state";

    /// <summary>Key and counter, each as two words.</summary>
    private static readonly Shape StateShape = [4];

    /// <summary>Adds the states of all layers to a tree, below a path that is empty or ends in a slash.</summary>
    public static void Write(H5Group root, string below, Layer model)
    {
        foreach (var (path, generator) in Sources(model))
        {
            int[] words = [Low(generator.Key), High(generator.Key), Low(generator.Counter), High(generator.Counter)];
            root.Add(below + path, HostArray.From<int>(words, StateShape));
        }
    }

    /// <summary>Notes the states that a file has. What is of another form is none of ours.</summary>
    public static void Read(H5Reader file, string below, Layer model, WeightsPlan plan)
    {
        foreach (var (path, generator) in Sources(model))
        {
            if (file.HasArray(below + path) && file.ShapeOf(below + path) == StateShape)
            {
                HostArray stored = file.ReadArray(below + path);
                if (stored.DType == DType.Int32)
                {
                    ReadOnlySpan<int> words = stored.Span<int>();
                    plan.Restore(generator, Of(words[0], words[1]), Of(words[2], words[3]));
                }
            }
        }
    }

    private static IEnumerable<(string Path, SeedGenerator Generator)> Sources(Layer model) =>
        from item in WeightsPlaces.Of(model)
        from source in item.Layer.Generators().Select((generator, number) => (Generator: generator, Number: number))
        select (item.Place[..^WeightsPlaces.Variables.Length] + Name + "/" + Text.Of(source.Number), source.Generator);

    private static int Low(ulong value) => unchecked((int)(uint)value);

    private static int High(ulong value) => unchecked((int)(uint)(value >> 32));

    private static ulong Of(int low, int high) => (uint)low | ((ulong)(uint)high << 32);
}
