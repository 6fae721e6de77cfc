namespace Sharpkeras.Losses;

/// <summary>
/// The loss "crossentropy" or "ce": binary, sparse or categorical, as the shapes of targets and predictions say. Keras resolves the name so.
/// </summary>
internal sealed class CrossentropyByShape(string name) : Loss(Reduction.SumOverBatchSize, name)
{
    private protected override bool TakesClassNumbers => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Loss own = TargetKinds.Of(yTrue.Shape, yPred.Shape) switch
        {
            TargetKind.Binary => new BinaryCrossentropy(name: Name),
            TargetKind.ClassNumbers => new SparseCategoricalCrossentropy(name: Name),
            _ => new CategoricalCrossentropy(name: Name),
        };
        return own.Unreduced(yTrue, yPred).Losses;
    }
}
