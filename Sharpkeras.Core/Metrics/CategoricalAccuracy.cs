using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>How often the largest prediction is at the largest target. Both [batch, …, classes].</summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <example><code>model.Compile("adam", "categorical_crossentropy", metrics: [new CategoricalAccuracy()]);</code></example>
public sealed class CategoricalAccuracy(string? name = null, DType dtype = DType.Float32) : MeanMetricWrapper(name, dtype)
{
    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        Check.SameShape(yTrue.Shape, yPred.Shape, Name);
        return Ops.Equal(Ops.ArgMax(yTrue, -1), Ops.ArgMax(yPred, -1)).Cast(DType);
    }
}
