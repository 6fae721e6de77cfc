using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;

namespace Sharpkeras.Models;

/// <summary>
/// A layer that can be trained: compile it with an optimizer, a loss and metrics, then fit, evaluate and predict. A model of one's
/// own holds its layers in fields and overrides <see cref="Layer.Forward(Tensor, CallContext)"/>; a training step of one's own is an
/// override of <see cref="TrainStep"/>.
/// </summary>
public abstract partial class Model : Layer
{
    /// <summary>The properties that all models have.</summary>
    /// <param name="name">The name; null gives the class in snake_case with a number.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="dtype">The floating type of the model's own computation.</param>
    protected Model(string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
    }

    /// <summary>The layers, in order.</summary>
    public virtual IReadOnlyList<Layer> Layers => SubLayers;

    /// <summary>Whether <c>Fit</c> ends after the step that is running; callbacks set it.</summary>
    public bool StopTraining { get; set; }

    /// <summary>
    /// The epoch at which the training that begins goes on: a callback that restores a training sets it in <c>OnTrainBegin</c>. It wins over
    /// <c>initialEpoch</c>; null for none.
    /// </summary>
    public int? ResumeEpoch { get; set; }

    /// <summary>
    /// Makes the weights for inputs of a shape. Without it the first use does. A class of one's own that overrides this makes its own weights
    /// here and leaves the layers inside to their first call.
    /// </summary>
    /// <param name="inputShape">The shape with the batch; −1 where it varies.</param>
    /// <exception cref="ShapeException">The shape does not fit the layers.</exception>
    public override void Build(Shape inputShape)
    {
        if (!IsBuilding && !Built)
        {
            Symbolic.Infer(this, new TensorSpec(inputShape, DType));
        }
    }

    /// <inheritdoc/>
    public override void Build(IReadOnlyList<Shape> inputShapes)
    {
        if (IsBuilding && inputShapes.Count == 1)
        {
            Build(inputShapes[0]);
        }
        else if (!IsBuilding && !Built)
        {
            Symbolic.Infer(this, [.. inputShapes.Select(shape => new TensorSpec(shape, DType))]);
        }
    }

    /// <summary>The layer with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Layer GetLayer(string name) => Layers.FirstOrDefault(layer => layer.Name == name)
        ?? throw new ArgumentException($"{Name} — no layer has that name. {Nearest.Describe(name, Layers.Select(layer => layer.Name))}", nameof(name));

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["trainable"] = Trainable, ["dtype"] = Policy(DType) };
        Config.AddParameters(config, this);
        return config;
    }

    /// <summary>Refuses to work before the shape of the input is known.</summary>
    private protected void CheckBuilt(string what)
    {
        if (!Built)
        {
            throw new InvalidOperationException(
                $"{Name} — {what} needs a model that is built: the shape of its input is not known yet. Begin with an InputLayer, call the model on data, or call model.Build(shape).");
        }
    }
}
