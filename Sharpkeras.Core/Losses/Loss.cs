using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Losses;

/// <summary>
/// How far predictions are from targets: a number for each sample, folded into a scalar. A Keras name converts to one:
/// <c>"mse"</c>, <c>"sparse_categorical_crossentropy"</c>.
/// </summary>
public abstract class Loss : KerasObject
{
    /// <summary>What all losses have.</summary>
    /// <param name="reduction">How the samples' losses become one.</param>
    /// <param name="name">The name; null gives the class in snake_case.</param>
    protected Loss(Reduction reduction, string? name)
    {
        Reduction = reduction;
        Name = name ?? SnakeCase.Of(ClassName);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How the samples' losses become one.</summary>
    public Reduction Reduction { get; }

    /// <summary>A loss from its Keras name, with default arguments.</summary>
    /// <exception cref="ArgumentException">No loss has that name.</exception>
    public static implicit operator Loss(string name) => LossNames.Get(name);

    /// <summary>The loss of predictions.</summary>
    /// <param name="yTrue">The targets, in whatever form the loss takes them.</param>
    /// <param name="yPred">The predictions, [batch, …].</param>
    /// <param name="sampleWeight">A weight for each sample, or for each value of the unreduced loss; null for 1.</param>
    /// <returns>A scalar; with <see cref="Reduction.None"/> a loss for each sample.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Call(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) =>
        LossReduction.Apply(PerSample(yTrue, yPred), sampleWeight, Reduction, Name, Mask(yTrue, yPred));

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["reduction"] = ConfigJson.Write(Reduction) };
        Config.AddParameters(config, this);
        return config;
    }

    /// <summary>Which samples count (Boolean, in the shape of their losses); null for all.</summary>
    private protected virtual Tensor? Mask(Tensor yTrue, Tensor yPred) => null;

    /// <summary>The loss of each sample, not folded yet.</summary>
    protected abstract Tensor PerSample(Tensor yTrue, Tensor yPred);
}
