using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Sharpkeras.Activations;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>The layers inside of a layer.</summary>
public abstract partial class Layer
{
    private List<(string Path, Layer Layer)>? subLayers;
    private bool warnedOfStranger;

    /// <summary>
    /// The layers inside: those in fields, and in lists, dictionaries (their values) and tuples in fields, at any depth; base class first, in the
    /// order of declaration.
    /// </summary>
    internal virtual IReadOnlyList<Layer> SubLayers => SubLayerPaths is { Count: > 0 } paths ? [.. paths.Select(inner => inner.Layer)] : [];

    /// <summary>
    /// The layers inside with their paths in Keras's weight files: the field's name in snake_case, <c>hidden</c>; in collections the class behind
    /// it, counted, <c>blocks/dense_1</c>.
    /// </summary>
    internal virtual IReadOnlyList<(string Path, Layer Layer)> SubLayerPaths
    {
        get
        {
            if (subLayers != null)
            {
                return subLayers;
            }

            // Build may still set fields: only what is found after it stays.
            List<(string, Layer)> found = FindSubLayers();
            subLayers = Built ? found : null;
            return found;
        }
    }

    /// <summary>The weights that are the layer's own, those that can be trained first.</summary>
    internal IReadOnlyList<Variable> OwnWeights
    {
        get
        {
            var result = new List<Variable>();
            AddOwnTo(result);
            return result;
        }
    }

    /// <summary>
    /// Says once when a layer with weights was made inside of this layer's computation: without a field that holds it, its weights are neither
    /// trained nor saved.
    /// </summary>
    private void CheckHolds(Layer inner)
    {
        if (!warnedOfStranger && inner.Weights.Count > 0 && !SubLayers.Contains(inner))
        {
            warnedOfStranger = true;
            Log.Warn($"{this} — {inner} got its weights in a call of this layer, which holds it in no field: they are neither trained nor saved with it. Make layers in the constructor and keep them in fields.");
        }
    }

    /// <summary>Paths of layers in a collection: the classes in snake_case, counted where one occurs again.</summary>
    private protected static IEnumerable<(string Path, Layer Layer)> Counted(string container, IEnumerable<Layer> layers)
    {
        var used = new NameCounts();
        foreach (Layer layer in layers)
        {
            yield return ($"{container}/{used.Next(SnakeCase.Of(layer.ClassName))}", layer);
        }
    }

    private List<(string Path, Layer Layer)> FindSubLayers()
    {
        var found = new List<(string, Layer)>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (FieldInfo field in LayerFields.Of(GetType(), type => type == typeof(Layer)))
        {
            Find(found, seen, AttributeName(field.Name), field.GetValue(this));
        }

        return found;
    }

    /// <summary>Python's name for a field: <c>_hidden</c>, the field of a property <c>Hidden</c> and that of a parameter are <c>hidden</c>.</summary>
    private static string AttributeName(string field)
    {
        int end = field.IndexOf('>', StringComparison.Ordinal);
        return SnakeCase.Of(field[0] == '<' && end > 1 ? field[1..end] : field.TrimStart('_'));
    }

    private static void Find(List<(string Path, Layer Layer)> found, HashSet<object> seen, string path, object? value)
    {
        value = value is ActivationFunction { Source: Layer source } ? source : value;
        if (value is Layer layer)
        {
            if (seen.Add(layer))
            {
                found.Add((path, layer));
            }
        }
        else if (value is IEnumerable or ITuple && !IsPlain(value.GetType()) && seen.Add(value))
        {
            object?[] items = [.. Items(value)];
            found.AddRange(Counted(path, items.OfType<Layer>().Where(seen.Add)));
            for (int i = 0; i < items.Length; i++)
            {
                if (items[i] is not Layer)
                {
                    Find(found, seen, $"{path}/{Text.Of(i)}", items[i]);
                }
            }
        }
    }

    private static IEnumerable<object?> Items(object value) => value switch
    {
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]),
        IDictionary dictionary => dictionary.Values.Cast<object?>(),
        _ => ((IEnumerable)value).Cast<object?>(),
    };

    /// <summary>Collections that are not worth looking through: texts, and arrays of numbers.</summary>
    private static bool IsPlain(Type type) => type == typeof(string) || type.GetElementType() is { IsPrimitive: true };
}
