using System.Text.Json.Nodes;
using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>
/// The mean over all samples of the products of y_true and y_pred, each divided by its length along the axis: 1 for vectors of one
/// direction. Both [batch, …], of one shape.
/// </summary>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state.</param>
/// <param name="axis">The axis of the vectors.</param>
/// <example><code>model.Compile("adam", "mse", metrics: [new CosineSimilarity()]);</code></example>
public sealed class CosineSimilarity(string? name = null, DType dtype = DType.Float32, int axis = -1)
    : MeanMetricWrapper(name, dtype)
{
    /// <summary>The axis of the vectors.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

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
        var (target, prediction) = Pairs.Of(yTrue, yPred, Name);
        return Ops.Sum(Numeric.UnitLength(target, Axis) * Numeric.UnitLength(prediction, Axis), Axis);
    }
}
