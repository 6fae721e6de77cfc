using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Sharpkeras.Activations;

namespace Sharpkeras.Layers;

/// <summary>The layers inside of a layer.</summary>
public abstract partial class Layer
{
    private List<Layer>? subLayers;

    /// <summary>
    /// The layers inside: those in fields, and in lists, dictionaries (their values) and tuples in fields, at any depth; base class first, in the
    /// order of declaration.
    /// </summary>
    internal virtual IReadOnlyList<Layer> SubLayers
    {
        get
        {
            if (subLayers != null)
            {
                return subLayers;
            }

            // Build may still set fields: only what is found after it stays.
            List<Layer> found = FindSubLayers();
            subLayers = Built ? found : null;
            return found;
        }
    }

    private List<Layer> FindSubLayers()
    {
        var chain = new Stack<Type>();
        for (Type? type = GetType(); type != null && type != typeof(Layer); type = type.BaseType)
        {
            chain.Push(type);
        }

        var found = new List<Layer>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (Type type in chain)
        {
            var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
            foreach (FieldInfo field in fields.OrderBy(field => field.MetadataToken))
            {
                Find(found, seen, field.GetValue(this));
            }
        }

        return found;
    }

    private static void Find(List<Layer> found, HashSet<object> seen, object? value)
    {
        value = value is ActivationFunction { Source: Layer source } ? source : value;
        if (value is Layer layer)
        {
            if (seen.Add(layer))
            {
                found.Add(layer);
            }
        }
        else if (value is IEnumerable or ITuple && !IsPlain(value.GetType()) && seen.Add(value))
        {
            foreach (object? item in Items(value))
            {
                Find(found, seen, item);
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
