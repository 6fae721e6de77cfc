using System.Collections;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>The variables of a layer or model, in order and by name: <c>model.Variables["conv2d/kernel"]</c>.</summary>
public sealed class VariableList : IReadOnlyList<Variable>
{
    private readonly IReadOnlyList<Variable> variables;
    private readonly string owner;

    internal VariableList(IReadOnlyList<Variable> variables, string owner)
    {
        this.variables = variables;
        this.owner = owner;
    }

    /// <summary>The number of variables.</summary>
    public int Count => variables.Count;

    /// <summary>A variable by its place.</summary>
    public Variable this[int index] => variables[index];

    /// <summary>A variable by its path, with or without the owner's name in front.</summary>
    /// <exception cref="ArgumentException">There is none, or several have that name.</exception>
    public Variable this[string name]
    {
        get
        {
            Variable[] found = [.. variables.Where(variable => variable.Path == name)];
            found = found.Length > 0 ? found : [.. variables.Where(variable => variable.Path == $"{owner}/{name}")];
            return found.Length switch
            {
                1 => found[0],
                0 => throw new ArgumentException($"{owner} — no variable has that name. {Nearest.Describe(name, variables.Select(variable => variable.Path))}", nameof(name)),
                _ => throw new ArgumentException($"{owner} — {Text.Of(found.Length)} variables have the name '{name}'. Choose one by its index."),
            };
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Variable> GetEnumerator() => variables.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
