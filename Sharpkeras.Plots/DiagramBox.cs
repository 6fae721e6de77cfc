namespace Sharpkeras.Plots;

/// <summary>A layer in a diagram.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Shape">The shape of what it gives; null where it is not known.</param>
internal sealed record DiagramBox(string Name, string ClassName, Shape? Shape)
{
    /// <summary>The shape as Keras writes it.</summary>
    public string ShapeText => Shape is { } shape
        ? "(" + string.Join(", ", shape.ToArray().Select(size => size < 0 ? "None" : Diagnostics.Text.Of(size))) + (shape.Rank == 1 ? ",)" : ")")
        : "?";
}
