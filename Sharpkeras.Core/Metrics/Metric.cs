using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>
/// A number that is followed over batches: its state stays on the device, and only <see cref="Result"/> waits for it. A Keras name
/// converts to one.
/// </summary>
public abstract class Metric : KerasObject
{
    private readonly List<Variable> variables = [];

    /// <summary>What all metrics have.</summary>
    /// <param name="name">The name in logs; null gives the class in snake_case.</param>
    /// <param name="dtype">The type of the state.</param>
    protected Metric(string? name, DType dtype = DType.Float32)
    {
        Name = name ?? SnakeCase.Of(ClassName);
        DType = dtype;
    }

    /// <summary>The name in logs.</summary>
    public string Name { get; }

    /// <summary>The type of the state.</summary>
    public DType DType { get; }

    /// <summary>Whether larger numbers are better; null when neither way is. Callbacks that watch a metric ask for it.</summary>
    public virtual bool? LargerIsBetter => null;

    /// <summary>The state.</summary>
    public IReadOnlyList<Variable> Variables => variables;

    /// <summary>A metric from its Keras name, with default arguments.</summary>
    /// <exception cref="ArgumentException">No metric has that name.</exception>
    public static implicit operator Metric(string name) => MetricNames.Get(name);

    /// <summary>Takes a batch into account.</summary>
    /// <param name="yTrue">The targets.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">A weight for each sample; null for 1.</param>
    public abstract void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null);

    /// <summary>The number for all batches since the last reset.</summary>
    public abstract double Result();

    /// <summary>Forgets all batches.</summary>
    public virtual void ResetState()
    {
        foreach (Variable variable in variables)
        {
            variable.Fill(0);
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = Name, ["dtype"] = DType.KerasName() };
        Config.AddParameters(config, this);
        return config;
    }

    /// <summary>Adds a state of zeros.</summary>
    protected Variable AddVariable(string name, Shape shape)
    {
        using var scope = new TensorScope();
        var variable = new Variable(Ops.Zeros(shape, DType), name, trainable: false) { Path = $"{Name}/{name}" };
        variables.Add(variable);
        return variable;
    }
}
