namespace Sharpkeras;

/// <summary>Tensors without values, of which functional models are made.</summary>
public sealed partial class Tensor
{
    /// <summary>
    /// Whether this has a shape and a type but no values: <c>Keras.Input([32, 32, 1])</c>, and all that layers and operations make of it.
    /// Unknown dimensions are −1.
    /// </summary>
    public bool IsSymbolic => Symbol is not (null or ConstantSymbol);

    /// <summary>What it stands for; null for tensors with values.</summary>
    internal Symbol? Symbol
    {
        get => origin as Symbol;
        set => origin = value;
    }

    /// <summary>A tensor without values that belongs to no scope.</summary>
    /// <param name="nothing">Memory of the meta device, of no size.</param>
    /// <param name="shape">The dimensions; −1 where they are not known.</param>
    /// <param name="dtype">The element type.</param>
    /// <param name="symbol">What it stands for.</param>
    internal static Tensor CreateSymbolic(Storage nothing, Shape shape, DType dtype, Symbol symbol)
    {
        Tensor tensor = CreateOwned(nothing, 0, shape, dtype);
        tensor.Symbol = symbol;
        tensor.GiveToCollector();
        return tensor;
    }

    /// <summary>Refuses to read values where there are none.</summary>
    /// <exception cref="InvalidOperationException">This is symbolic.</exception>
    internal void CheckHasValues()
    {
        if (IsSymbolic)
        {
            throw new InvalidOperationException(
                $"tensor — {Symbol!.Origin} is symbolic: it has shape {Shape} but no values. Make a model of it, new Functional(inputs, outputs), and call that on values.");
        }
    }
}
