using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>The symbolic inputs and outputs of a model, and data by their names.</summary>
public abstract partial class Model
{
    /// <summary>The symbolic inputs: <c>new Functional(model.Inputs, model.GetLayer("conv2d").Output)</c> computes what a layer sees.</summary>
    /// <exception cref="InvalidOperationException">The model is not built, or its class computes in C# code without a graph.</exception>
    public virtual Tensors Inputs => throw NoGraph();

    /// <summary>The symbolic outputs.</summary>
    /// <exception cref="InvalidOperationException">The model is not built, or its class computes in C# code without a graph.</exception>
    public virtual Tensors Outputs => throw NoGraph();

    /// <summary>The names of the inputs, in order, by which data may be given; null where only their order counts.</summary>
    public virtual IReadOnlyList<string>? InputNames => null;

    /// <summary>Inputs that were given by name, in the model's order.</summary>
    /// <exception cref="ArgumentException">A name is unknown, or one is missing.</exception>
    internal sealed override Tensors Arranged(Tensors inputs) => Arranged(inputs, InputNames, "inputs");

    /// <summary>Targets or weights that were given by the outputs' names, in the outputs' order; those of outputs without a loss may be left out.</summary>
    private Tensors ByOutput(Tensors arrays, string what)
    {
        if (arrays.Names is not { } given || OutputNames is not { } names)
        {
            return arrays;
        }

        CheckKnown(given, names, what);
        string[] own = [.. names.Where(given.Contains)];
        return ((Tensors)own.Select(name => arrays[name]).ToArray()).WithNames(own);
    }

    private Tensors Arranged(Tensors arrays, IReadOnlyList<string>? names, string what)
    {
        if (arrays.Names is not { } given || names == null)
        {
            return arrays;
        }

        CheckKnown(given, names, what);
        return names.FirstOrDefault(name => !given.Contains(name)) is { } missing
            ? throw new ArgumentException($"{Name} — '{missing}' is missing among the {what}. Received {string.Join(", ", given)}; the model has {string.Join(", ", names)}.")
            : names.Select(name => arrays[name]).ToArray();
    }

    private void CheckKnown(IReadOnlyList<string> given, IReadOnlyList<string> names, string what)
    {
        if (given.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"{Name} — the {what} have a name that the model does not know. {Nearest.Describe(unknown, names)}");
        }
    }

    private protected InvalidOperationException NoGraph() => new(Built || this is not Sequential
        ? $"{Name} — a model of class {ClassName} has no graph: it computes in its Forward. Use Sequential or Functional to look inside, or Activations(x)."
        : $"{Name} — the graph needs a model that is built. Begin with an InputLayer, or call model.Build(shape).");
}
