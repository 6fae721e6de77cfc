using System.Collections;
using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>A small immutable list of tensors: the inputs, outputs or targets of a layer or model. A single tensor, or null for none, converts to it.</summary>
[CollectionBuilder(typeof(Tensors), nameof(Create))]
public readonly struct Tensors : IReadOnlyList<Tensor>
{
    // A tensor, an array of them, or one with names: one field, since steps pass many of these around.
    private readonly object? content;

    private Tensors(object? content)
    {
        this.content = content;
    }

    /// <summary>The names, where the tensors were given by name; null where only their order counts.</summary>
    public IReadOnlyList<string>? Names => (content as Named)?.Names;

    /// <summary>The number of tensors.</summary>
    public int Count => content is Tensor ? 1 : Several?.Length ?? 0;

    /// <summary>The tensor of a list that has one.</summary>
    /// <exception cref="InvalidOperationException">There are none, or several.</exception>
    public Tensor Single => Count == 1
        ? this[0]
        : throw new InvalidOperationException($"tensors — one tensor is needed. Received {Text.Of(Count)}; choose one by its index.");

    private Tensor[]? Several => content as Tensor[] ?? (content as Named)?.Values;

    /// <summary>A tensor of the list.</summary>
    public Tensor this[int index] =>
        content is Tensor single && index == 0 ? single
        : Several is { } several && (uint)index < (uint)several.Length ? several[index]
        : throw new ArgumentOutOfRangeException(
            nameof(index), $"tensors — the list has {Text.Of(Count)}. Received index {Text.Of(index)}; give the layer or model as many inputs as it uses.");

    /// <summary>A tensor by its name.</summary>
    /// <exception cref="ArgumentException">The list has no names, or not that one.</exception>
    public Tensor this[string name] => IndexOf(name) is >= 0 and int place ? this[place] : throw new ArgumentException(
        Names is not { } names
            ? $"tensors — the list has no names. Received '{name}'; choose a tensor by its index."
            : $"tensors — no tensor has that name. {Nearest.Describe(name, names)}",
        nameof(name));

    /// <summary>The tensors with names of their own, in order.</summary>
    /// <exception cref="ArgumentException">The numbers differ.</exception>
    internal Tensors WithNames(IReadOnlyList<string>? own) => own == null ? this : new Tensors(new Named([.. this], [.. own]));

    internal int IndexOf(string name) => content is Named named ? Array.IndexOf(named.Names, name) : -1;

    /// <summary>A list of the tensors.</summary>
    public static Tensors Create(ReadOnlySpan<Tensor> tensors) =>
        new(tensors.Length == 1 ? tensors[0] : tensors.ToArray());

    /// <summary>A list of one tensor.</summary>
    public static implicit operator Tensors(Tensor? tensor) => new(tensor);

    /// <summary>A list of one tensor, [length].</summary>
    public static implicit operator Tensors(float[] array) => (Tensor)array;

    /// <summary>A list of one tensor, [rows, columns].</summary>
    public static implicit operator Tensors(float[,] array) => (Tensor)array;

    /// <summary>A list of one tensor with three axes.</summary>
    public static implicit operator Tensors(float[,,] array) => (Tensor)array;

    /// <summary>A list of one tensor with four axes.</summary>
    public static implicit operator Tensors(float[,,,] array) => (Tensor)array;

    /// <summary>A list of one tensor, [length], of float64.</summary>
    public static implicit operator Tensors(double[] array) => (Tensor)array;

    /// <summary>A list of one tensor, [rows, columns], of float64.</summary>
    public static implicit operator Tensors(double[,] array) => (Tensor)array;

    /// <summary>A list of one tensor, [length].</summary>
    public static implicit operator Tensors(int[] array) => (Tensor)array;

    /// <summary>A list of one tensor, [rows, columns].</summary>
    public static implicit operator Tensors(int[,] array) => (Tensor)array;

    /// <summary>A list of the array's tensors.</summary>
    public static implicit operator Tensors(Tensor[] tensors) => Create(tensors);

    /// <summary>A list of tensors with names: <c>new Dictionary&lt;string, Tensor&gt; { ["image"] = image, ["table"] = table }</c>.</summary>
    public static implicit operator Tensors(Dictionary<string, Tensor> byName) => new(new Named([.. byName.Values], [.. byName.Keys]));

    /// <summary>Goes through the tensors.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<Tensor> IEnumerable<Tensor>.GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Tensor>)this).GetEnumerator();

    /// <summary>Where a loop over tensors is; without an object, since every layer has such loops.</summary>
    public struct Enumerator
    {
        private readonly Tensors tensors;
        private int index;

        internal Enumerator(Tensors tensors)
        {
            this.tensors = tensors;
            index = -1;
        }

        /// <summary>The tensor that the loop is at.</summary>
        public readonly Tensor Current => tensors[index];

        /// <summary>Goes on to the next.</summary>
        public bool MoveNext() => ++index < tensors.Count;
    }

    private sealed record Named(Tensor[] Values, string[] Names);
}
