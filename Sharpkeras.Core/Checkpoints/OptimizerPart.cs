using Sharpkeras.Diagnostics;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Checkpoints;

/// <summary>An optimizer: how many gradients it had, the learning rate where no schedule gives it, and its state for each variable.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="optimizer">The optimizer.</param>
/// <param name="variables">What it trains, for which the state is made where it does not exist yet; null where nobody knows.</param>
internal sealed class OptimizerPart(string name, Optimizer optimizer, Func<IReadOnlyList<Variable>>? variables = null) : CheckpointPart(name)
{
    private const string Class = "class";
    private const string Steps = "steps";
    private const string Rate = "learning_rate";
    private const string Slots = "variables";

    public override void Write(StateDictionary state)
    {
        Build();
        state.Set(Class, optimizer.ClassName);
        state.Set(Steps, optimizer.Steps);
        if (optimizer.Schedule == null)
        {
            state.Set(Rate, optimizer.LearningRate);
        }

        for (int i = 0; i < optimizer.State.Count; i++)
        {
            state.Part(Slots).Set(Text.Of(i), optimizer.State[i].Value.ToHost());
        }
    }

    public override void Check(StateDictionary state, string path)
    {
        Build();
        StateDictionary slots = state.Part(Slots);
        IEnumerable<string> stored = slots.Names.Select(number => Line(number, slots.GetArray(number)));
        IEnumerable<string> here = optimizer.State.Select((slot, number) => Line(Text.Of(number), slot.Shape, slot.DType));
        string[] entries = [Class, Steps, optimizer.Schedule == null ? Rate : "a schedule"];
        CheckSame(
            [optimizer.ClassName, .. entries, .. here],
            [state.GetText(Class), Class, Steps, state.Contains(Rate) ? Rate : "a schedule", .. stored],
            path);
    }

    public override void Apply(StateDictionary state)
    {
        optimizer.Steps = state.GetInt64(Steps);
        if (optimizer.Schedule == null)
        {
            optimizer.LearningRate = state.GetDouble(Rate);
        }

        for (int i = 0; i < optimizer.State.Count; i++)
        {
            optimizer.State[i].Load(state.Part(Slots).GetArray(Text.Of(i)));
        }
    }

    /// <summary>States of zeros are what an optimizer begins with, so that making them changes nothing.</summary>
    private void Build()
    {
        if (!optimizer.Built && variables?.Invoke() is { Count: > 0 } trained)
        {
            optimizer.Build(trained);
        }
    }
}
