using Sharpkeras.Layers;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>
/// Where Keras 3's weight files keep what: each layer has a group at its path in the model (<c>layers/conv2d_1</c>), which has a group
/// <c>vars</c> with its own variables as <c>0</c>, <c>1</c>, …
/// </summary>
internal sealed class WeightsPlaces
{
    public const string Variables = "vars";
    public const string Optimizer = "optimizer/vars";

    /// <summary>What TF-Keras 2.12 to 2.15 called the list of layers.</summary>
    private const string OldLayers = "_layer_checkpoint_dependencies";

    private readonly H5Reader file;
    private readonly Dictionary<string, string> actual;

    /// <summary>The places of a file. On Windows TF-Keras wrote backslashes between the parts of a name.</summary>
    public WeightsPlaces(H5Reader file)
    {
        this.file = file;
        actual = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in file.GroupsNamed(Variables))
        {
            actual.TryAdd(path.Replace('\\', '/').Replace(OldLayers, "layers", StringComparison.Ordinal), path);
        }
    }

    /// <summary>The groups with variables of layers, by today's names: not those of the optimizer, of metrics, of sources of random numbers.</summary>
    public IEnumerable<string> OfLayers => actual.Keys
        .Where(place => place != Optimizer
            && !place.StartsWith("metrics/", StringComparison.Ordinal)
            && !place.EndsWith("/seed_generator/vars", StringComparison.Ordinal)
            && Count(place) > 0)
        .Order(StringComparer.Ordinal);

    /// <summary>Whether a root's child tells that a file holds weights in this form.</summary>
    public static bool IsOfWeights(string child) =>
        child is Variables or "layers" || child.Contains(OldLayers, StringComparison.Ordinal) || child.EndsWith('\\' + Variables, StringComparison.Ordinal);

    /// <summary>A model's layers with their places, the model itself first. A layer that occurs twice has its first place only.</summary>
    public static IEnumerable<(string Place, Layer Layer)> Of(Layer model) => Walk(model, "", new HashSet<Layer>(ReferenceEqualityComparer.Instance));

    /// <summary>The number of variables at a place; 0 where the file has none.</summary>
    public int Count(string place) => actual.TryGetValue(place, out string? path) ? file.Children(path).Count : 0;

    /// <summary>The path in the file of one of them.</summary>
    public string PathOf(string place, int number) => $"{actual[place]}/{Diagnostics.Text.Of(number)}";

    private static IEnumerable<(string Place, Layer Layer)> Walk(Layer layer, string path, HashSet<Layer> seen)
    {
        if (!seen.Add(layer))
        {
            yield break;
        }

        yield return (path + Variables, layer);
        foreach (var (name, inner) in layer.SubLayerPaths)
        {
            foreach (var item in Walk(inner, $"{path}{name}/", seen))
            {
                yield return item;
            }
        }
    }
}
