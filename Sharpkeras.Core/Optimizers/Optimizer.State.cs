using Sharpkeras.Devices;

namespace Sharpkeras.Optimizers;

/// <summary>The state of an optimizer: variables of its own, in Keras's order.</summary>
public abstract partial class Optimizer
{
    private readonly Dictionary<Variable, int> places = new(ReferenceEqualityComparer.Instance);
    private readonly List<Variable> trained = [];
    private readonly List<List<Variable>> slots = [];
    private readonly List<Variable> state = [];
    private Variable[] accumulators = [];

    /// <summary>Whether the state exists.</summary>
    public bool Built => trained.Count > 0;

    /// <summary>
    /// All state in the order of Keras's <c>optimizer.variables</c>, after the two numbers that stand first there: the iteration and,
    /// where no schedule gives it, the learning rate.
    /// </summary>
    internal IReadOnlyList<Variable> State => state;

    /// <summary>The states of each variable that <see cref="UpdateStep"/> receives, in the order of the variables.</summary>
    internal IReadOnlyList<IReadOnlyList<Variable>> Slots => slots;

    /// <summary>Makes the state for variables, unless it exists.</summary>
    /// <param name="variables">The variables that <see cref="Apply"/> will change.</param>
    public void Build(IReadOnlyList<Variable> variables)
    {
        if (Built)
        {
            return;
        }

        using var scope = new TensorScope();
        foreach (Variable variable in variables)
        {
            places.Add(variable, trained.Count);
            trained.Add(variable);
            slots.Add([]);
        }

        averages = UseEma ? [.. trained.Select(variable => NewState(variable, "average"))] : [];
        accumulators = GradientAccumulationSteps == null ? [] : [.. trained.Select(variable => NewState(variable, "gradient_accumulator"))];
        if (Built)
        {
            CreateState(trained);
        }
    }

    /// <summary>Makes the state of the variables with <see cref="AddState(Variable, string, double)"/>. An optimizer may have none.</summary>
    /// <param name="variables">All variables, in order.</param>
    protected virtual void CreateState(IReadOnlyList<Variable> variables)
    {
    }

    /// <summary>Adds states of zeros for each variable in turn: all of the first one, then all of the second.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="names">The states' names, such as <c>momentum</c>.</param>
    protected void AddState(IReadOnlyList<Variable> variables, params ReadOnlySpan<string> names)
    {
        foreach (Variable variable in variables)
        {
            foreach (string name in names)
            {
                AddState(variable, name);
            }
        }
    }

    /// <summary>Adds a state in the shape and type of a variable; <see cref="UpdateStep"/> receives it.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="name">The state's name, such as <c>momentum</c>.</param>
    /// <param name="initialValue">The first value of each element.</param>
    protected void AddState(Variable variable, string name, double initialValue = 0) =>
        slots[places[variable]].Add(NewState(variable, name, initialValue));

    /// <summary>Adds a state in a shape of its own for a variable; <see cref="UpdateStep"/> receives it.</summary>
    /// <param name="variable">The variable, on whose device it will lie.</param>
    /// <param name="name">The state's name.</param>
    /// <param name="shape">The state's shape.</param>
    /// <param name="dtype">The state's type.</param>
    protected void AddState(Variable variable, string name, Shape shape, DType dtype) =>
        slots[places[variable]].Add(NewState(PathOf(variable, name), name, Backend.Of(variable.Value), shape, dtype, 0));

    /// <summary>Adds a number that belongs to no variable but to the optimizer as a whole.</summary>
    /// <param name="like">A variable for the device and the type.</param>
    /// <param name="name">The name.</param>
    /// <param name="initialValue">The first value.</param>
    protected Variable AddNumber(Variable like, string name, double initialValue) =>
        NewState($"{Name}/{name}", name, Backend.Of(like.Value), Shape.Scalar, like.DType, initialValue);

    private Variable NewState(Variable variable, string name, double initialValue = 0) =>
        NewState(PathOf(variable, name), name, Backend.Of(variable.Value), variable.Shape, variable.DType, initialValue);

    private Variable NewState(string path, string name, Backend backend, Shape shape, DType dtype, double initialValue)
    {
        Tensor initial = backend.Rent(shape, dtype);
        backend.Fill(initial, initialValue);
        var added = new Variable(initial, name, trainable: false) { Path = path };
        state.Add(added);
        return added;
    }

    private string PathOf(Variable variable, string name) => $"{Name}/{variable.Path.Replace('/', '_')}_{name}";
}
