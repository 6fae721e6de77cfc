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
    /// <param name="dtype">The type to compute in; null for the predictions' own, or float32 where they are no floats.</param>
    /// <exception cref="ArgumentException">The type is no floating one.</exception>
    protected Loss(Reduction reduction, string? name, DType? dtype = null)
    {
        Reduction = reduction;
        Name = name ?? SnakeCase.Of(ClassName);
        if (dtype is { } type && !type.IsFloating())
        {
            throw new ArgumentException($"{Name} — dtype must be float32 or float64. Received {type.KerasName()}.", nameof(dtype));
        }

        DType = dtype;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How the samples' losses become one.</summary>
    public Reduction Reduction { get; }

    /// <summary>The type that it computes in; null for the predictions' own.</summary>
    public DType? DType { get; }

    /// <summary>Whether targets are class numbers, which keep their type.</summary>
    private protected virtual bool TakesClassNumbers => false;

    /// <summary>A loss from its Keras name, with default arguments.</summary>
    /// <exception cref="ArgumentException">No loss has that name.</exception>
    public static implicit operator Loss(string name) => LossNames.Get(name);

    /// <summary>The loss of predictions.</summary>
    /// <param name="yTrue">The targets, in whatever form the loss takes them.</param>
    /// <param name="yPred">The predictions, [batch, …]; samples that their mask leaves out do not count.</param>
    /// <param name="sampleWeight">
    /// A weight for each sample, or for each value of the unreduced loss, or a shape that broadcasts with that; null for 1.
    /// </param>
    /// <returns>A scalar; with <see cref="Reduction.None"/> a loss for each sample.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public Tensor Call(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        var (target, prediction) = Converted(yTrue, yPred);
        Tensor losses = PerSample(target, prediction);
        Tensor? mask = SampleWeights.Both(yPred.Mask, Mask(target, prediction, losses));
        return LossReduction.Apply(losses, sampleWeight, Reduction, Name, mask);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["reduction"] = ConfigJson.Write(Reduction) };
        Config.AddParameters(config, this);
        if (DType == null)
        {
            config.Remove("dtype");
        }

        return config;
    }

    /// <summary>The losses before the reduction, and which of them count (null for all): what metrics of the same name average.</summary>
    internal (Tensor Losses, Tensor? Mask) Unreduced(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Converted(yTrue, yPred);
        Tensor losses = PerSample(target, prediction);
        return (losses, Mask(target, prediction, losses));
    }

    /// <summary>Which samples count (Boolean, in the shape of their losses); null for all.</summary>
    private protected virtual Tensor? Mask(Tensor yTrue, Tensor yPred, Tensor losses) => null;

    /// <summary>The loss of each sample, not folded yet.</summary>
    /// <param name="yTrue">The targets, in the type of the predictions.</param>
    /// <param name="yPred">The predictions, floating.</param>
    protected abstract Tensor PerSample(Tensor yTrue, Tensor yPred);

    /// <summary>
    /// Both in one rank, as Keras matches them ([batch] with [batch, 1]), and then in one shape: what <see cref="PerSample"/> begins with, so that
    /// nothing is broadcast by accident.
    /// </summary>
    /// <exception cref="ShapeException">The shapes differ by more than a last axis of 1.</exception>
    protected (Tensor Target, Tensor Prediction) Match(Tensor yTrue, Tensor yPred)
    {
        var (target, prediction) = Ranks.Match(yTrue, yPred);
        Check.SameShape(target.Shape, prediction.Shape, Name);
        return (target, prediction);
    }

    private (Tensor True, Tensor Pred) Converted(Tensor yTrue, Tensor yPred)
    {
        DType type = DType ?? (yPred.DType.IsFloating() ? yPred.DType : Sharpkeras.DType.Float32);
        return (TakesClassNumbers ? yTrue : yTrue.Cast(type), yPred.Cast(type));
    }
}
