using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>
/// Output shapes without values: a layer's own <c>Forward</c> runs on the meta device, twice, with two different numbers for every
/// unknown dimension; what differs in the results is unknown.
/// </summary>
internal static class Symbolic
{
    /// <summary>Builds a layer for a shape and gives the shape and type of its only output.</summary>
    public static (Shape Shape, DType DType) Infer(Layer layer, Shape input, DType dtype)
    {
        TensorSpec[] outputs = Infer(layer, new TensorSpec(input, dtype));
        return outputs.Length == 1
            ? (outputs[0].Shape, outputs[0].DType)
            : throw new ArgumentException($"{layer} — the layer has {Text.Of(outputs.Length)} outputs where one is needed.");
    }

    /// <summary>Builds a layer for inputs and gives the shapes and types of its outputs.</summary>
    public static TensorSpec[] Infer(Layer layer, params TensorSpec[] inputs) => Infer(layer, null, inputs);

    /// <summary>The same with arguments besides the inputs.</summary>
    public static TensorSpec[] Infer(Layer layer, CallArguments? arguments, TensorSpec[] inputs)
    {
        layer.EnsureBuilt([.. inputs.Take(arguments?.Shaping ?? inputs.Length).Select(input => input.Shape)]);
        TensorSpec[] outputs;
        try
        {
            outputs = RunTwice(layer, arguments, inputs);
        }
        catch (ShapeException) when (Agreed(inputs) is { } agreed)
        {
            outputs = RunTwice(layer, arguments, agreed);
        }

        layer.OutputShapes = [.. outputs.Select(output => output.Shape)];
        return outputs;
    }

    /// <summary>A symbolic tensor.</summary>
    public static Tensor Of(TensorSpec spec, Symbol symbol) =>
        Tensor.CreateSymbolic(BackendProvider.Get(Device.Meta).RentStorage(0), spec.Shape, spec.DType, symbol);

    /// <summary>Whether a layer and all layers inside of it have their weights.</summary>
    public static bool IsBuilt(Layer layer) => layer.Built && layer.SubLayers.All(IsBuilt);

    /// <summary>A tensor of a symbolic call with another shape, for layers whose output's shape does not follow from operations.</summary>
    public static Tensor Shaped(Tensor like, Shape shape) => Backend.Of(like).Rent(shape, like.DType);

    /// <summary>The shape and type of the only output for an input whose dimensions are all known.</summary>
    /// <exception cref="ShapeException">The input does not fit.</exception>
    public static TensorSpec Run(Layer layer, Shape shape, DType dtype) => Run(layer, [new TensorSpec(shape, dtype)])[0];

    /// <summary>The shapes and types of the outputs for inputs whose dimensions are all known. Layers inside that are not built are built.</summary>
    /// <exception cref="ShapeException">The inputs do not fit.</exception>
    public static TensorSpec[] Run(Layer layer, TensorSpec[] inputs, CallArguments? arguments = null)
    {
        using var scope = new TensorScope();
        Backend meta = BackendProvider.Get(Device.Meta);
        var context = new CallContext(training: false); // its own: losses without values must not reach a call that is running
        Tensors outputs = layer.CallAll(inputs.Select(input => meta.Rent(input.Shape, input.DType)).ToArray(), arguments, context);
        context.Clear();
        return [.. outputs.Select(output => new TensorSpec(output.Shape, output.DType))];
    }

    private static TensorSpec[] RunTwice(Layer layer, CallArguments? arguments, TensorSpec[] inputs)
    {
        TensorSpec[] first = Run(layer, Filled(inputs, 11), arguments);
        return inputs.All(input => input.Shape.IsKnown)
            ? first
            : [.. first.Zip(Run(layer, Filled(inputs, 24), arguments), (one, other) => Common(layer, one, other))];
    }

    /// <summary>
    /// The inputs with unknown dimensions taken from other inputs of the same rank, for layers that need them equal ([?, ?, 4] + [?, 18, 4]);
    /// null where that changes nothing.
    /// </summary>
    private static TensorSpec[]? Agreed(TensorSpec[] inputs)
    {
        TensorSpec[] agreed = [.. inputs.Select(input => new TensorSpec(
            input.Shape.ToArray().Select((dimension, axis) => dimension >= 0 ? dimension : Known(inputs, input.Shape.Rank, axis)).ToArray(), input.DType))];
        return agreed.Zip(inputs).All(pair => pair.First.Shape == pair.Second.Shape) ? null : agreed;
    }

    private static int Known(TensorSpec[] inputs, int rank, int axis) => inputs
        .Where(input => input.Shape.Rank == rank)
        .Select(input => input.Shape[axis])
        .Where(dimension => dimension > 1)
        .DefaultIfEmpty(-1)
        .First();

    private static TensorSpec Common(Layer layer, TensorSpec one, TensorSpec other)
    {
        if (one.Shape.Rank != other.Shape.Rank)
        {
            throw new ShapeException($"{layer} — the rank of the output depends on an unknown dimension of the input. Received {one.Shape} and {other.Shape}; make that dimension known.");
        }

        int[] dimensions = one.Shape.ToArray();
        for (int i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = dimensions[i] == other.Shape[i] ? dimensions[i] : -1;
        }

        return new TensorSpec(dimensions, one.DType);
    }

    /// <summary>Unknown dimensions get different numbers, so that they are not taken for equal; the same axis of all inputs gets the same.</summary>
    private static TensorSpec[] Filled(TensorSpec[] inputs, int start) => [.. inputs.Select(input =>
    {
        int[] dimensions = input.Shape.ToArray();
        for (int i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = dimensions[i] < 0 ? start + (7 * i) : dimensions[i];
        }

        return new TensorSpec(dimensions, input.DType);
    })];
}
