using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>Which of a layer's inputs and weights have gradients, and where they stand in the list of points.</summary>
internal sealed class LayerPlaces(LayerTrial trial, Nd[] inputs, Nd[] weights, bool[] trainable)
{
    private readonly int floating = trial.Inputs.Count(input => input.IsFloating);

    /// <summary>The floating inputs, then the trainable weights.</summary>
    public Nd[] Points =>
    [
        .. inputs.Where((_, i) => trial.Inputs[i].IsFloating),
        .. weights.Where((_, i) => trainable[i]),
    ];

    /// <summary>All inputs at a point.</summary>
    public Tensor[] Inputs(Nd[] points)
    {
        int next = 0;
        return [.. inputs.Select((own, i) => trial.Inputs[i].IsFloating
            ? points[next++].To(DType.Float64, Device.Cpu)
            : own.To(trial.Inputs[i].DType!.Value, Device.Cpu))];
    }

    /// <summary>All weights at a point.</summary>
    public Nd[] Weights(Nd[] points)
    {
        int next = floating;
        return [.. weights.Select((own, i) => trainable[i] ? points[next++] : own)];
    }
}
