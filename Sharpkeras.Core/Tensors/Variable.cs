using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>
/// A named mutable cell for a tensor: a weight, a moving mean, an optimizer's state. <see cref="Value"/> is a live view;
/// <c>Assign</c> and optimizer steps write in place. A variable belongs to no scope: it lives as long as it is referenced.
/// </summary>
public sealed partial class Variable
{
    private Tensor value;

    /// <summary>A variable that takes over the memory of a tensor made for it (owned by the caller until now).</summary>
    private Variable(string name, bool trainable, Tensor memory)
    {
        value = memory;
        value.GiveToCollector();
        value.Variable = this;
        Name = name;
        Path = name;
        Trainable = trainable;
    }

    /// <summary>The name, such as <c>kernel</c>.</summary>
    public string Name { get; }

    /// <summary>The name with the owner's, such as <c>conv2d/kernel</c>.</summary>
    public string Path { get; internal set; }

    /// <summary>The dimensions.</summary>
    public Shape Shape => value.Shape;

    /// <summary>The type of the elements.</summary>
    public DType DType => value.DType;

    /// <summary>Where it lies.</summary>
    public Device Device => value.Device;

    /// <summary>Whether training changes it. Frozen layers freeze their variables whatever stands here.</summary>
    public bool Trainable { get; set; }

    /// <summary>The content: a live view, not a copy. The same object until the variable moves to another device.</summary>
    public Tensor Value => value;

    /// <summary>The penalty on its value that a layer asked for.</summary>
    internal Func<Tensor, Tensor>? Regularizer { get; set; }

    /// <summary>What brings its value back into bounds after an optimizer step.</summary>
    internal Func<Tensor, Tensor>? Constraint { get; set; }

    /// <summary>Reads as its value in operations.</summary>
    public static implicit operator Tensor(Variable variable) => variable.Value;

    /// <inheritdoc/>
    public override string ToString() => $"{Path} {Shape} {DType.KerasName()}";
}
