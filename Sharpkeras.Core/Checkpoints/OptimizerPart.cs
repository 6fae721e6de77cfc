using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Checkpoints;

/// <summary>An optimizer: how many gradients it had, the learning rate where no schedule gives it, and its state for each variable.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="optimizer">The optimizer.</param>
/// <param name="model">What it trains, for which the state is made where it does not exist yet; null where nobody knows.</param>
internal sealed class OptimizerPart(string name, Optimizer optimizer, Model? model = null) : CheckpointPart(name)
{
    private const string Class = "class";
    private const string Steps = "steps";
    private const string Rate = "learning_rate";
    private const string Slots = "variables";

    public override void Write(StateDictionary state)
    {
        if (model != null && Symbolic.IsBuilt(model))
        {
            // Weights that come with the first step would have no place in the state.
            Build();
        }

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

    /// <summary>What an optimizer begins with are states of zeros, so that making them changes nothing.</summary>
    private void Build()
    {
        if (!optimizer.Built && model != null)
        {
            bool isModels = model.Compiled && ReferenceEquals(model.Optimizer, optimizer);
            optimizer.Build(isModels ? model.TrainedVariables : model.TrainableVariables);
        }
    }
}
