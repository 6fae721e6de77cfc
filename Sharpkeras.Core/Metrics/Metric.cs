using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>
/// A number that is followed over batches: its state stays on the device, and only <see cref="Result"/> waits for it. A Keras name
/// converts to one.
/// </summary>
public abstract partial class Metric : KerasObject
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
    /// <exception cref="InvalidOperationException">The metric has several numbers: read <see cref="Results"/>.</exception>
    public abstract double Result();

    /// <summary>All numbers for the batches since the last reset: one, or one for each threshold or class where the metric has these.</summary>
    public virtual double[] Results() => [Result()];

    /// <summary>Forgets all batches.</summary>
    public virtual void ResetState()
    {
        awaited = [];
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

    /// <summary>Moves the state to where the values come from.</summary>
    internal void PlaceOn(Device device)
    {
        foreach (Variable variable in variables)
        {
            if (!ReferenceEquals(variable.Device, device))
            {
                variable.MoveTo(device);
            }
        }
    }

    /// <summary>A number as precise as the state: Keras's results are float32 where the state is.</summary>
    private protected double Rounded(double value) => DType == DType.Float64 ? value : (float)value;

    /// <summary>The one number of several.</summary>
    private protected double Single(double[] results) => results.Length == 1
        ? results[0]
        : throw new InvalidOperationException($"{Name} — has {results.Length} results. Call Results() for all of them.");

    /// <summary>Adds the state of a running mean.</summary>
    private protected MeanTotals AddMean() => new(AddVariable("total", []), AddVariable("count", []), Name);

    /// <summary>A variable's content on the host.</summary>
    private protected static double[] Read(Variable variable)
    {
        using var scope = new TensorScope();
        return variable.Value.Cast(DType.Float64).ToArray<double>();
    }

    /// <summary>Adds a state of zeros.</summary>
    protected Variable AddVariable(string name, Shape shape)
    {
        using var scope = new TensorScope();
        var variable = new Variable(Ops.Zeros(shape, DType), name, trainable: false) { Path = $"{Name}/{name}" };
        Restore(variable, variables.Count);
        variables.Add(variable);
        return variable;
    }
}
