namespace Sharpkeras.Checkpoints;

/// <summary>An object that writes down and takes its state itself.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="get">Writes the state down.</param>
/// <param name="set">Takes the state.</param>
/// <param name="optional">Whether a file without it is as good.</param>
internal sealed class StatefulPart(string name, Action<StateDictionary> get, Action<StateDictionary> set, bool optional) : CheckpointPart(name)
{
    public StatefulPart(string name, IStateful target, bool optional = false)
        : this(name, target.GetState, target.SetState, optional)
    {
    }

    public override bool IsOptional => optional;

    public override bool MayRefuse => true;

    public override void Write(StateDictionary state) => get(state);

    public override void Apply(StateDictionary state) => set(state);
}
