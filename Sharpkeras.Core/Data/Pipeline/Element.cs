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
    /// <exception cref="ArgumentException">The input is null.</exception>
    public Element(HostArray x, HostArray? y = null, HostArray? sampleWeight = null)
        : this(Joined(x, y, sampleWeight), 1, y == null ? 0 : 1)
    {
    }

    /// <summary>An element of a model with several inputs or outputs.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The targets, one for each output.</param>
    /// <param name="sampleWeight">Weights, one for all outputs or one for each.</param>
    /// <exception cref="ArgumentException">There is no input, or an array is null.</exception>
    public Element(IReadOnlyList<HostArray> x, IReadOnlyList<HostArray>? y = null, IReadOnlyList<HostArray>? sampleWeight = null)
        : this([.. x, .. y ?? [], .. sampleWeight ?? []], x.Count, y?.Count ?? 0)
    {
    }

    /// <summary>Inputs, targets and weights in one array, which is kept: a pipeline makes one of these for each sample.</summary>
    private Element(HostArray[] arrays, int inputs, int targets)
    {
        Arrays = arrays;
        Inputs = inputs;
        Targets = targets;
        if (inputs == 0 || arrays.AsSpan().Contains(null))
        {
            throw new ArgumentException($"element — at least one input and no null is needed. Received {Text.Of(inputs)} inputs.");
        }
    }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<HostArray> X => field ??= new ArraySegment<HostArray>(Arrays, 0, Inputs);

    /// <summary>The targets; empty for none.</summary>
    public IReadOnlyList<HostArray> Y => field ??= new ArraySegment<HostArray>(Arrays, Inputs, Targets);

    /// <summary>The weights; empty for 1.</summary>
    public IReadOnlyList<HostArray> SampleWeight => field ??= new ArraySegment<HostArray>(Arrays, Inputs + Targets, Weights);

    /// <summary>All of them, in this order.</summary>
    internal HostArray[] Arrays { get; }

    /// <summary>The number of inputs.</summary>
    internal int Inputs { get; }

    /// <summary>The number of targets.</summary>
    internal int Targets { get; }

    /// <summary>The number of weights.</summary>
    internal int Weights => Arrays.Length - Inputs - Targets;

    /// <summary>Input and target.</summary>
    /// <exception cref="InvalidOperationException">There are several, or no target.</exception>
    public void Deconstruct(out HostArray x, out HostArray y)
    {
        if (Inputs != 1 || Targets != 1)
        {
            throw new InvalidOperationException(
                $"element — (x, y) needs one input and one target. Received {Text.Of(Inputs)} and {Text.Of(Targets)}; use X and Y.");
        }

        x = Arrays[0];
        y = Arrays[1];
    }

    /// <summary>The same kind of element with other arrays, which are kept.</summary>
    internal Element With(HostArray[] arrays) => new(arrays, Inputs, Targets);

    private static HostArray[] Joined(HostArray x, HostArray? y, HostArray? sampleWeight) => (y, sampleWeight) switch
    {
        (null, null) => [x],
        (null, _) => [x, sampleWeight],
        (_, null) => [x, y],
        _ => [x, y, sampleWeight],
    };
}
