namespace Sharpkeras.Checkpoints;

/// <summary>A variable of its own.</summary>
internal sealed class VariablePart(string name, Variable variable) : CheckpointPart(name)
{
    private const string Value = "value";

    public override void Write(StateDictionary state) => state.Set(Value, variable.Value.ToHost());

    public override void Check(StateDictionary state, string path) => CheckSame(
        [Line(Value, variable.Shape, variable.DType)], state.Names.Select(name => Line(name, state.GetArray(name))), path);

    public override void Apply(StateDictionary state) => variable.Load(state.GetArray(Value));
}
