using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>A metric's state in checkpoints: its variables in the order in which they were made, some only in the first step.</summary>
public abstract partial class Metric : IStateful
{
    /// <summary>The values of variables that do not exist yet, by their places.</summary>
    private Dictionary<int, HostArray> awaited = [];

    void IStateful.GetState(StateDictionary state)
    {
        for (int i = 0; i < variables.Count; i++)
        {
            state.Set(Text.Of(i), variables[i].Value.ToHost());
        }

        foreach (var (place, value) in awaited)
        {
            state.Set(Text.Of(place), value);
        }
    }

    void IStateful.SetState(StateDictionary state)
    {
        Dictionary<int, HostArray> values = [];
        for (int i = 0; state.Contains(Text.Of(i)); i++)
        {
            values.Add(i, state.GetArray(Text.Of(i)));
            if (i < variables.Count && values[i].Shape != variables[i].Shape)
            {
                throw new ModelFileException(
                    $"{Name} — the state of another metric: {variables[i].Name} has shape {variables[i].Shape}. Received {values[i].Shape}; use the metric of the training that was kept.");
            }
        }

        ResetState();
        awaited = values;
        for (int i = 0; i < variables.Count; i++)
        {
            Restore(variables[i], i);
        }
    }

    /// <summary>Gives a variable the value that waits for it. That of another shape, from other data, counts for nothing, with a warning.</summary>
    private void Restore(Variable variable, int place)
    {
        if (!awaited.Remove(place, out HostArray? value))
        {
            return;
        }

        if (value.Shape == variable.Shape)
        {
            variable.Load(value);
        }
        else
        {
            Log.Warn($"{Name} — begins anew, since {variable.Name} has shape {variable.Shape} and was kept with {value.Shape}: the data or the model are others.");
        }
    }
}
