using System.Collections;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Models;

/// <summary>What the layers of a model made of an input: the inputs first, the outputs last.</summary>
public sealed class LayerActivations : IReadOnlyList<LayerActivation>
{
    private readonly IReadOnlyList<LayerActivation> all;

    internal LayerActivations(IReadOnlyList<LayerActivation> all)
    {
        this.all = all;
    }

    /// <summary>The number of inputs and calls of layers.</summary>
    public int Count => all.Count;

    /// <summary>An entry by its place.</summary>
    public LayerActivation this[int index] => all[index];

    /// <summary>The only output of a layer, by its name.</summary>
    /// <exception cref="ArgumentException">No layer has that name.</exception>
    /// <exception cref="InvalidOperationException">It has several outputs.</exception>
    public Tensor this[string name] => (all.FirstOrDefault(entry => entry.Name == name)
        ?? throw new ArgumentException($"activations — no layer has that name. {Nearest.Describe(name, all.Select(entry => entry.Name))}", nameof(name))).Value;

    /// <inheritdoc/>
    public IEnumerator<LayerActivation> GetEnumerator() => all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
