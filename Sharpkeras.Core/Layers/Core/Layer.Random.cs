using System.Reflection;

namespace Sharpkeras.Layers;

/// <summary>The layer's own sources of random numbers, whose state is saved with the model's.</summary>
public abstract partial class Layer
{
    /// <summary>Those in fields, base class first, in the order of declaration; not those of layers inside.</summary>
    internal IReadOnlyList<SeedGenerator> Generators()
    {
        var found = new List<SeedGenerator>();
        for (Type? type = GetType(); type != null && type != typeof(Layer); type = type.BaseType)
        {
            found.InsertRange(0, type
                .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => field.FieldType == typeof(SeedGenerator))
                .OrderBy(field => field.MetadataToken)
                .Select(field => field.GetValue(this))
                .OfType<SeedGenerator>());
        }

        return found;
    }
}
