using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>
/// Intersection over union of the two classes that a threshold separates, averaged. y_true 0 or 1, y_pred numbers, both [batch, …].
/// </summary>
/// <example><code>model.Compile("adam", "binary_crossentropy", metrics: [new BinaryIoU(threshold: 0.4)]);</code></example>
public sealed class BinaryIoU : IoU
{
    /// <summary>A metric.</summary>
    /// <param name="targetClassIds">The classes whose overlap is averaged, of 0 and 1; null for both.</param>
    /// <param name="threshold">Predictions from it on are of class 1; in [0, 1].</param>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    /// <exception cref="ArgumentException">A class is neither 0 nor 1, or the threshold outside of [0, 1].</exception>
    public BinaryIoU(int[]? targetClassIds = null, double threshold = 0.5, string? name = null, DType dtype = DType.Int64)
        : base(2, targetClassIds ?? [0, 1], name, dtype) => Threshold = Check.Range(threshold, 0, 1, nameof(threshold), Name);

    /// <summary>Predictions from it on are of class 1.</summary>
    public double Threshold { get; }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        NoteBroken(yPred);
        base.UpdateState(yTrue, Ops.GreaterEqual(yPred.Cast(DType.Float32), Ops.Full([], Threshold).To(yPred.Device)).Cast(DType.Int32), sampleWeight);
    }
}
