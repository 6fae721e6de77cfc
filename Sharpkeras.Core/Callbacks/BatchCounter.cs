namespace Sharpkeras.Callbacks;

/// <summary>Counts steps over the borders of epochs, and tells when a number of them has passed.</summary>
internal sealed class BatchCounter(SaveFrequency frequency) : IStateful
{
    private int? last;
    private int seen;

    /// <inheritdoc/>
    public void GetState(StateDictionary state)
    {
        state.Set("last", last ?? -1);
        state.Set("seen", seen);
    }

    /// <inheritdoc/>
    public void SetState(StateDictionary state)
    {
        (long before, long passed) = (state.GetInt64("last"), state.GetInt64("seen"));
        (last, seen) = (before < 0 ? null : checked((int)before), checked((int)passed));
    }

    /// <summary>Whether it is time to save after this step; the numbers of steps begin anew with each epoch.</summary>
    public bool IsDue(int batch)
    {
        if (frequency.Batches is not { } every)
        {
            return false;
        }

        seen += last is { } before && batch > before ? batch - before : batch + 1;
        last = batch;
        if (seen < every)
        {
            return false;
        }

        seen = 0;
        return true;
    }
}
