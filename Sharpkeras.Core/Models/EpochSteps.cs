using Sharpkeras.Data;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Models;

/// <summary>
/// Which batches the steps of an epoch take. Without a number of steps an epoch goes through the data once; with one, it goes on where the
/// epoch before ended, and begins anew when the data are used up.
/// </summary>
/// <param name="batches">The data.</param>
/// <param name="steps">The steps of an epoch; null for all batches.</param>
/// <param name="shuffler">Draws a new order for each pass over the data; null keeps it.</param>
internal sealed class EpochSteps(ArrayBatches batches, int? steps, SeedGenerator? shuffler)
{
    private int next = -1;

    public ArrayBatches Batches => batches;

    public void Begin()
    {
        if (steps == null || next < 0 || next >= batches.Count)
        {
            next = 0;
            if (shuffler != null)
            {
                batches.Shuffle(shuffler);
            }
        }
    }

    /// <summary>The batch of a step; null when the epoch is over.</summary>
    public int? Next(int step, string model)
    {
        if (step >= (steps ?? batches.Count))
        {
            return null;
        }

        if (next < batches.Count)
        {
            return next++;
        }

        WarnOfTooFewData(model, step, steps!.Value);
        return null;
    }

    public static void WarnOfTooFewData(string model, int done, int wanted) => Log.Warn(
        $"{model} — the data were used up after {Text.Of(done)} of {Text.Of(wanted)} steps; the epoch ends there. Give fewer steps, or more data.");
}
