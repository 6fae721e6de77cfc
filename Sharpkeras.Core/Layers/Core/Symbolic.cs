using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// Output shapes without values: a layer's own <c>Forward</c> runs on the meta device, twice, with two different numbers for every
/// unknown dimension; what differs in the results is unknown.
/// </summary>
internal static class Symbolic
{
    /// <summary>Builds a layer for a shape and gives the shape and type of its output.</summary>
    public static (Shape Shape, DType DType) Infer(Layer layer, Shape input, DType dtype)
    {
        layer.EnsureBuilt(input);
        TensorSpec first = Run(layer, Filled(input, 11), dtype);
        if (input.IsKnown)
        {
            layer.OutputShape = first.Shape;
            return (first.Shape, first.DType);
        }

        TensorSpec second = Run(layer, Filled(input, 24), dtype);
        if (first.Shape.Rank != second.Shape.Rank)
        {
            throw new ShapeException($"{layer} — the rank of the output depends on an unknown dimension of the input. Received shape {input}; make that dimension known.");
        }

        int[] dimensions = first.Shape.ToArray();
        for (int i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = dimensions[i] == second.Shape[i] ? dimensions[i] : -1;
        }

        layer.OutputShape = dimensions;
        return (dimensions, first.DType);
    }

    /// <summary>The shape and type of the output for an input whose dimensions are all known.</summary>
    /// <exception cref="ShapeException">The input does not fit.</exception>
    public static TensorSpec Run(Layer layer, Shape shape, DType dtype)
    {
        using var scope = new TensorScope();
        Tensor output = layer.Call(BackendProvider.Get(Device.Meta).Rent(shape, dtype), training: false);
        return new TensorSpec(output.Shape, output.DType);
    }

    /// <summary>Unknown dimensions get different numbers, so that they are not taken for equal.</summary>
    private static Shape Filled(Shape shape, int start)
    {
        int[] dimensions = shape.ToArray();
        for (int i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = dimensions[i] < 0 ? start + (7 * i) : dimensions[i];
        }

        return dimensions;
    }
}
