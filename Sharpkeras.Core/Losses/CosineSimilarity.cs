using System.Text.Json.Nodes;

namespace Sharpkeras.Losses;

/// <summary>
/// −Σ of the products of y_true and y_pred, each divided by its length along the axis: −1 for vectors of one direction, 0 for those at
/// right angles. Both [batch, …], of one shape.
/// </summary>
/// <param name="axis">The axis of the vectors.</param>
/// <param name="reduction">How the samples' losses become one.</param>
/// <param name="name">The name.</param>
/// <param name="dtype">The type to compute in; null for the predictions' own.</param>
/// <example><code>Tensor loss = new CosineSimilarity(axis: 1).Call(targets, predictions);</code></example>
public sealed class CosineSimilarity(
    int axis = -1, Reduction reduction = Reduction.SumOverBatchSize, string? name = null, DType? dtype = null)
    : Loss(reduction, name, dtype)
{
    /// <summary>The axis of the vectors.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        if (Axis == -1)
        {
            config.Remove("axis");
        }

        return config;
    }

    /// <inheritdoc/>
    protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Match(yTrue, yPred);
        return Ops.Negative(Ops.Sum(Numeric.UnitLength(target, Axis) * Numeric.UnitLength(prediction, Axis), Axis));
    }
}
