using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// What a dataset for training yields: one sample, or, behind <see cref="DatasetStages.Batch"/>, a batch of them. Its arrays lie in ordinary
/// memory, since background workers make them; tensors are made of them where the loop runs.
/// </summary>
public sealed class Element
{
    /// <summary>An element of a model with one input and at most one output.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The target; null for none.</param>
    /// <param name="sampleWeight">How much it counts; null for 1.</param>
    public Element(HostArray x, HostArray? y = null, HostArray? sampleWeight = null)
        : this([x], y == null ? [] : [y], sampleWeight == null ? [] : [sampleWeight])
    {
    }

    /// <summary>An element of a model with several inputs or outputs.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The targets, one for each output.</param>
    /// <param name="sampleWeight">Weights, one for all outputs or one for each.</param>
    /// <exception cref="ArgumentException">There is no input, or an array is null.</exception>
    public Element(IReadOnlyList<HostArray> x, IReadOnlyList<HostArray>? y = null, IReadOnlyList<HostArray>? sampleWeight = null)
    {
        X = [.. x];
        Y = [.. y ?? []];
        SampleWeight = [.. sampleWeight ?? []];
        Arrays = [.. X, .. Y, .. SampleWeight];
        if (X.Count == 0 || Arrays.Contains(null))
        {
            throw new ArgumentException($"element — at least one input and no null is needed. Received {Text.Of(X.Count)} inputs.", nameof(x));
        }
    }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<HostArray> X { get; }

    /// <summary>The targets; empty for none.</summary>
    public IReadOnlyList<HostArray> Y { get; }

    /// <summary>The weights; empty for 1.</summary>
    public IReadOnlyList<HostArray> SampleWeight { get; }

    /// <summary>All of them, in this order.</summary>
    internal HostArray[] Arrays { get; }

    /// <summary>Input and target.</summary>
    /// <exception cref="InvalidOperationException">There are several, or no target.</exception>
    public void Deconstruct(out HostArray x, out HostArray y)
    {
        if (X.Count != 1 || Y.Count != 1)
        {
            throw new InvalidOperationException(
                $"element — (x, y) needs one input and one target. Received {Text.Of(X.Count)} and {Text.Of(Y.Count)}; use X and Y.");
        }

        x = X[0];
        y = Y[0];
    }

    /// <summary>The same kind of element with other arrays.</summary>
    internal Element With(HostArray[] arrays) =>
        new(arrays[..X.Count], arrays[X.Count..(X.Count + Y.Count)], arrays[(X.Count + Y.Count)..]);
}
