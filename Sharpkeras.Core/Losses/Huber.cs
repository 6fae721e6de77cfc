using Sharpkeras.Diagnostics;

namespace Sharpkeras.Losses;

/// <summary>
/// The mean of e²/2 for errors e = y_pred − y_true up to δ and of δ·|e| − δ²/2 beyond, along the last axis (Huber 1964). Both [batch, …], of
/// one shape.
/// </summary>
/// <example><code>Tensor loss = new Huber(delta: 1.5).Call(targets, predictions);</code></example>
public sealed class Huber : Loss
{
    /// <summary>A loss.</summary>
    /// <param name="delta">Where the parabola ends and the line begins, positive.</param>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name.</param>
    /// <param name="dtype">The type to compute in; null for the predictions' own.</param>
    /// <exception cref="ArgumentOutOfRangeException">δ is not positive.</exception>
    public Huber(
        double delta = 1,
        Reduction reduction = Reduction.SumOverBatchSize,
        string? name = null,
        DType? dtype = null)
        : base(reduction, name ?? "huber_loss", dtype)
    {
        Delta = Check.Above(delta, 0, nameof(delta), Name);
    }

    /// <summary>Where the parabola ends and the line begins.</summary>
    public double Delta { get; }

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        Tensor error = prediction - target;

        // With c = e cut to [−δ, δ], c·(e − c/2) is both branches, and its slope is c.
        Tensor cut = Ops.Clip(error, -Delta, Delta);
        return Ranks.MeanOfLast(cut * (error - (cut * 0.5)));
    }
}
