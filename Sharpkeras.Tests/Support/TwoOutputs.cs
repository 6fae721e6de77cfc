using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Tests.Support;

/// <summary>A model with a number and a distribution over three classes as outputs.</summary>
internal sealed class TwoOutputs(bool named = true, string? name = null) : Model(name)
{
    private readonly Dense number = new(1, kernelInitializer: "zeros");
    private readonly Dense classes = new(3, activation: "softmax", kernelInitializer: "zeros");

    protected override IReadOnlyList<string>? OutputNames => named ? ["number", "class"] : null;

    protected override Tensors Forward(Tensors inputs, CallContext context) =>
        [number.Call(inputs[0], context), classes.Call(inputs[0], context)];
}
