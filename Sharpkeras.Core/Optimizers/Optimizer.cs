using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Optimizers;

/// <summary>
/// Changes variables along their gradients, in place. A Keras name converts to one: <c>"adam"</c>. An optimizer keeps state for each
/// variable and serves one set of variables.
/// </summary>
public abstract class Optimizer : KerasObject
{
    private readonly Dictionary<Variable, int> places = new(ReferenceEqualityComparer.Instance);
    private readonly List<Variable[]> slots = [];
    private double learningRate;

    /// <summary>What all optimizers have.</summary>
    /// <param name="learningRate">The size of a step, not negative.</param>
    /// <param name="name">The name, which begins the names of the state; null gives the class in snake_case.</param>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is negative or not a number.</exception>
    protected Optimizer(double learningRate, string? name)
    {
        Name = name ?? SnakeCase.Of(ClassName);
        LearningRate = learningRate;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The size of a step; may be changed between steps. It has float32 precision, as in Keras.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a number.</exception>
    public double LearningRate
    {
        get => learningRate;
        set => learningRate = (float)Check.Range(value, 0, float.MaxValue, "learningRate", Name);
    }

    /// <summary>The number of steps so far.</summary>
    public long Iterations { get; internal set; }

    /// <summary>Whether the state exists.</summary>
    public bool Built => slots.Count > 0;

    /// <summary>The state's names for a variable, in Keras's order, such as <c>momentum</c> and <c>velocity</c>.</summary>
    protected internal abstract IReadOnlyList<string> SlotNames { get; }

    /// <summary>The states of all variables, in the order of the variables.</summary>
    internal IReadOnlyList<Variable[]> Slots => slots;

    /// <summary>An optimizer from its Keras name, with default arguments.</summary>
    /// <exception cref="ArgumentException">No optimizer has that name.</exception>
    public static implicit operator Optimizer(string name) => (Optimizer)KerasRegistry.FromName(typeof(Optimizer), name);

    /// <summary>One step. Constraints of the variables hold after it.</summary>
    /// <param name="gradients">A gradient for each variable, in its shape.</param>
    /// <param name="variables">The variables; the same at each call.</param>
    /// <exception cref="ArgumentException">Numbers, shapes or types do not agree, or a variable is new.</exception>
    public void Apply(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> variables)
    {
        CheckFit(gradients, variables);
        Build(variables);
        int scope = ScopeStack.Open();
        try
        {
            Iterations++;
            for (int i = 0; i < variables.Count; i++)
            {
                Update(variables[i], gradients[i], slots[places[variables[i]]]);
            }
        }
        finally
        {
            ScopeStack.Close(scope);
        }
    }

    /// <summary>Makes the state for variables, unless it exists.</summary>
    public void Build(IReadOnlyList<Variable> variables)
    {
        if (Built)
        {
            return;
        }

        using var scope = new TensorScope();
        foreach (Variable variable in variables)
        {
            places.Add(variable, slots.Count);
            slots.Add(SlotNames.Select(name => new Variable(Ops.Zeros(variable.Shape, variable.DType), name, trainable: false)
            {
                Path = $"{Name}/{variable.Path.Replace('/', '_')}_{name}",
            }).ToArray());
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = new JsonObject
        {
            ["name"] = Name,
            ["learning_rate"] = LearningRate,
            ["weight_decay"] = null,
            ["clipnorm"] = null,
            ["global_clipnorm"] = null,
            ["clipvalue"] = null,
            ["use_ema"] = false,
            ["ema_momentum"] = 0.99,
            ["ema_overwrite_frequency"] = null,
            ["loss_scale_factor"] = null,
            ["gradient_accumulation_steps"] = null,
        };
        Config.AddParameters(config, this);
        return config;
    }

    /// <summary>Changes a variable and its state in place.</summary>
    /// <param name="variable">The variable's value.</param>
    /// <param name="gradient">Its gradient.</param>
    /// <param name="state">Its state, in the order of <see cref="SlotNames"/>.</param>
    protected abstract void Step(Tensor variable, Tensor gradient, IReadOnlyList<Variable> state);

    private void Update(Variable variable, Tensor gradient, Variable[] state)
    {
        Step(variable.Value, gradient, state);
        variable.Touch();
        foreach (Variable slot in state)
        {
            slot.Touch();
        }

        if (variable.Constraint != null)
        {
            variable.Assign(variable.Constraint(variable.Value));
        }
    }

    private void CheckFit(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> variables)
    {
        if (gradients.Count != variables.Count || variables.Count == 0)
        {
            throw new ArgumentException(
                $"{Name} — needs a gradient for each variable, and at least one. Received {Text.Of(gradients.Count)} gradients and {Text.Of(variables.Count)} variables.");
        }

        for (int i = 0; i < variables.Count; i++)
        {
            if (gradients[i].Shape != variables[i].Shape || gradients[i].DType != variables[i].DType)
            {
                throw new ShapeException(
                    $"{Name} — the gradient for {variables[i]} has another shape or type. Received {gradients[i].Shape} {gradients[i].DType.KerasName()}.");
            }

            if (Built && !places.ContainsKey(variables[i]))
            {
                throw new ArgumentException(
                    $"{Name} — variable {variables[i].Path} is new to this optimizer, which has state for {Text.Of(places.Count)} others. Make a new optimizer, or compile the model again.");
            }
        }
    }
}
