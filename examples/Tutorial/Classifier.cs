using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Examples.Tutorial;

/// <summary>A model as a class: its layers are fields, and <see cref="Forward"/> says how they follow each other.</summary>
/// <param name="units">The numbers of the hidden layer.</param>
/// <param name="classes">The classes to tell apart.</param>
/// <param name="name">The name; null gives <c>classifier</c>, from the class.</param>
internal sealed class Classifier(int units, int classes, string? name = null) : Model(name)
{
    private readonly Dense hidden = new(units, activation: "relu", name: "hidden");
    private readonly Dropout dropout = new(0.1, seed: 3);
    private readonly Dense output = new(classes, activation: "softmax", name: "output");

    public int Units { get; } = units;

    public int Classes { get; } = classes;

    protected override Tensor Forward(Tensor input, CallContext context) =>
        output.Call(dropout.Call(hidden.Call(input, context), context), context);
}
