namespace Sharpkeras.Data;

/// <summary>
/// Where the steps of a training, an evaluation or a prediction get their samples from: passes over data, each from its first batch to its
/// last. The position can be written down after any batch, so that a training that was broken off goes on with the batch that was next,
/// in the same order. A source is used by one thread.
/// </summary>
internal abstract class BatchSource : IStateful
{
    /// <summary>The number of batches of a pass; null where it is not known.</summary>
    public abstract int? Count { get; }

    /// <summary>The number of samples of a pass whose batches have all the same size but the last; null where it is not known.</summary>
    public abstract int? Samples { get; }

    /// <summary>
    /// Begins a pass over the data, also in the middle of another; a source that shuffles draws a new order. It may be called within a step's
    /// scope: memory that lasts longer than a step is rented before.
    /// </summary>
    public abstract void Begin();

    /// <summary>The next batch, on the device of the model, in the innermost scope; null when the pass is over, and after that until <see cref="Begin"/>.</summary>
    public abstract Rows? Next();

    /// <summary>Writes down the order of the pass, which batch is next, and what later orders are drawn from.</summary>
    /// <param name="state">Where to.</param>
    public abstract void GetState(StateDictionary state);

    /// <summary>Goes to a position that was written down: the next batch is the one that was next then, without <see cref="Begin"/>.</summary>
    /// <param name="state">The position.</param>
    /// <exception cref="Diagnostics.ModelFileException">The position is in other data; nothing was changed then.</exception>
    public abstract void SetState(StateDictionary state);

    /// <summary>The samples of a batch: inputs, targets, and weights of samples, each [batch, …]; without targets or weights their lists are empty.</summary>
    internal readonly record struct Rows(Tensors X, Tensors Y, Tensors SampleWeight);
}
