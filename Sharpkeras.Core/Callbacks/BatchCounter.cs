namespace Sharpkeras.Callbacks;

/// <summary>Counts steps over the borders of epochs, and tells when a number of them has passed.</summary>
internal sealed class BatchCounter(SaveFrequency frequency)
{
    private int? last;
    private int seen;

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
