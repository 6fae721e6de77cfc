using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>The weights of a layer and of the layers inside.</summary>
public abstract partial class Layer
{
    private Device? placement;

    /// <summary>
    /// All weights in the order of Keras's <c>get_weights</c>: the layer's own, those that can be trained first, then those of each
    /// layer inside. Freezing a layer does not move them.
    /// </summary>
    public IReadOnlyList<Variable> Weights
    {
        get
        {
            var result = new List<Variable>();
            AddAllTo(result);
            return result;
        }
    }

    /// <summary>The same as <see cref="Weights"/>, which can be asked for by name.</summary>
    public VariableList Variables => new(Weights, Name);

    /// <summary>The weights that training changes; none when the layer is frozen.</summary>
    public IReadOnlyList<Variable> TrainableWeights => Collect(this, frozen: false, trainable: true);

    /// <summary>The weights that training does not change: moving statistics, and all weights of frozen layers.</summary>
    public IReadOnlyList<Variable> NonTrainableWeights => Collect(this, frozen: false, trainable: false);

    /// <summary>The same as <see cref="TrainableWeights"/>, in Keras's other word.</summary>
    public IReadOnlyList<Variable> TrainableVariables => TrainableWeights;

    /// <summary>
    /// The penalties on the trainable weights as they are now, scalars, computed at each reading; under a tape they have gradients. What layers
    /// add in a call belongs to that call instead: <see cref="CallContext.Losses"/>.
    /// </summary>
    public IReadOnlyList<Tensor> Losses => TrainableWeights
        .Where(weight => weight.Regularizer != null)
        .Select(weight => weight.Regularizer!(weight.Value))
        .ToArray();

    /// <summary>The number of elements in all weights.</summary>
    /// <exception cref="InvalidOperationException">The layer is not built, so that the weights do not exist yet.</exception>
    public long CountParams() => Built
        ? Weights.Sum(weight => weight.Value.Length)
        : throw new InvalidOperationException(
            $"{this} — the layer is not built, so its weights cannot be counted. Call it on an input, or build its model, first.");

    /// <summary>
    /// Moves the weights to a device, where the layer computes from then on; its inputs have to lie there too. A layer that is not built yet
    /// makes its weights there.
    /// </summary>
    /// <param name="device">The device, such as <c>Device.Parse("cuda:0")</c>.</param>
    /// <exception cref="NotSupportedException">The device is not there.</exception>
    public virtual void To(Device device)
    {
        using IDisposable found = Device.Use(device);
        placement = device;
        foreach (Variable weight in Weights)
        {
            weight.MoveTo(device);
        }
    }

    /// <summary>Where the weights lie; for a layer without any, where they would be made.</summary>
    internal Device Place => placement ?? FirstWeight()?.Device ?? Device.Default;

    /// <summary>The weights' values as arrays, in the order of <see cref="Weights"/>.</summary>
    public IReadOnlyList<HostArray> GetWeights() => Weights.Select(weight => weight.Value.ToHost()).ToArray();

    /// <summary>Sets all weights, in the order of <see cref="Weights"/>. Nothing is changed when one does not fit.</summary>
    /// <exception cref="ArgumentException">The number or a shape differs.</exception>
    public void SetWeights(IReadOnlyList<HostArray> values)
    {
        IReadOnlyList<Variable> weights = Weights;
        if (values.Count != weights.Count)
        {
            throw new ArgumentException(
                $"{Name} ({ClassName}) — the layer has {Text.Of(weights.Count)} weights. Received {Text.Of(values.Count)}{(Built ? "" : "; build the layer first, by calling it")}.");
        }

        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Shape != weights[i].Shape)
            {
                throw new ShapeException($"{Name} ({ClassName}) — weight {weights[i].Path} has shape {weights[i].Shape}. Received {values[i].Shape}.");
            }
        }

        for (int i = 0; i < values.Count; i++)
        {
            weights[i].Load(values[i]);
        }
    }

    /// <summary>All weights in the order of Keras's legacy files: the trainable ones first, so that freezing a layer inside moves them.</summary>
    internal IReadOnlyList<Variable> LegacyWeights => [.. TrainableWeights, .. NonTrainableWeights];

    private static List<Variable> Collect(Layer layer, bool frozen, bool trainable)
    {
        var result = new List<Variable>();
        layer.AddTo(result, frozen, trainable);
        return result;
    }

    private void AddAllTo(List<Variable> result)
    {
        AddOwnTo(result);
        foreach (Layer layer in SubLayers)
        {
            layer.AddAllTo(result);
        }
    }

    /// <summary>The layer's own weights, those that can be trained first.</summary>
    private void AddOwnTo(List<Variable> result)
    {
        AddOwnTo(result, trainable: true);
        AddOwnTo(result, trainable: false);
    }

    private void AddOwnTo(List<Variable> result, bool trainable)
    {
        foreach (Variable weight in ownWeights)
        {
            if (weight.Trainable == trainable && !result.Contains(weight))
            {
                result.Add(weight);
            }
        }
    }

    /// <summary>Any weight, without listing all.</summary>
    private Variable? FirstWeight()
    {
        if (ownWeights.Count > 0)
        {
            return ownWeights[0];
        }

        IReadOnlyList<Layer> inner = SubLayers;
        for (int i = 0; i < inner.Count; i++)
        {
            if (inner[i].FirstWeight() is { } weight)
            {
                return weight;
            }
        }

        return null;
    }

    private void AddTo(List<Variable> result, bool frozen, bool wanted)
    {
        frozen |= !Trainable;
        foreach (Variable weight in ownWeights)
        {
            bool still = frozen || (sharedWeights.TryGetValue(weight, out Layer? owner) && !owner.Trainable);
            if ((weight.Trainable && !still) == wanted && !result.Contains(weight))
            {
                result.Add(weight);
            }
        }

        foreach (Layer layer in SubLayers)
        {
            layer.AddTo(result, frozen, wanted);
        }
    }
}
