using Sharpkeras.Data;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Models;

/// <summary>
/// Which batches the steps of an epoch take. Without a number of steps an epoch goes through the data once; with one, it goes on where the
/// epoch before ended, and begins anew when the data are used up.
/// </summary>
/// <param name="source">The data.</param>
/// <param name="steps">The steps of an epoch; null for all batches.</param>
/// <param name="model">The model's name, for warnings.</param>
internal sealed class EpochSteps(BatchSource source, int? steps, string model) : IStateful
{
    /// <summary>Whether a pass over the data is under way, as far as is known: that it is over shows when a batch is asked for.</summary>
    private bool underWay;

    /// <summary>Begins an epoch.</summary>
    public void Begin()
    {
        if (steps == null || !underWay)
        {
            BeginPass();
        }
    }

    /// <summary>The batch of a step of the epoch, in the innermost scope; null when the epoch is over.</summary>
    public Batch? Next(int step)
    {
        if (step >= steps)
        {
            return null;
        }

        if (Read() is { } batch)
        {
            return batch;
        }

        underWay = false;
        if (steps is not { } wanted)
        {
            return null;
        }

        if (step == 0)
        {
            // The epoch before ended with the last batch.
            BeginPass();
            if (Read() is { } first)
            {
                return first;
            }

            underWay = false;
        }

        WarnOfTooFewData(model, step, wanted);
        return null;
    }

    /// <inheritdoc/>
    public void GetState(StateDictionary state)
    {
        state.Set("under_way", underWay ? 1 : 0);
        source.GetState(state.Part("source"));
    }

    /// <inheritdoc/>
    public void SetState(StateDictionary state)
    {
        bool stored = state.GetInt64("under_way") != 0;
        source.SetState(state.Part("source"));
        underWay = stored;
    }

    public static void WarnOfTooFewData(string model, int done, int wanted) => Log.Warn(
        $"{model} — the data were used up after {Text.Of(done)} of {Text.Of(wanted)} steps; the epoch ends there. Give fewer steps, or more data.");

    public static Batch BatchOf(BatchSource.Rows rows) => new(rows.X, rows.Y, rows.SampleWeight);

    private void BeginPass()
    {
        source.Begin();
        underWay = true;
    }

    private Batch? Read() => source.Next() is { } rows ? BatchOf(rows) : null;
}
