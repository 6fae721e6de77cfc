namespace Sharpkeras.Layers;

/// <summary>The layer's own sources of random numbers, whose state is saved with the model's.</summary>
public abstract partial class Layer
{
    /// <summary>Those in fields, base class first, in the order of declaration; not those of layers inside.</summary>
    internal IReadOnlyList<SeedGenerator> Generators() =>
    [
        .. LayerFields.Of(GetType(), type => type == typeof(Layer))
            .Where(field => field.FieldType == typeof(SeedGenerator))
            .Select(field => field.GetValue(this))
            .OfType<SeedGenerator>(),
    ];
}
