using Sharpkeras.Data;
using Sharpkeras.Devices;

namespace Sharpkeras.Models;

/// <summary>
/// The outputs for all batches, one behind the other. Where the number of samples is known the batches are copied into their places one
/// by one; else they are kept until the end.
/// </summary>
/// <param name="samples">The number of samples; null where it is not known.</param>
/// <param name="steps">The most batches that come; null for all.</param>
internal sealed class PredictionParts(int? samples, int? steps)
{
    private readonly List<Tensor[]> parts = [];
    private Tensor[]? all;
    private int done;

    /// <summary>Takes the outputs for a batch, made in the scope that began at a mark.</summary>
    public void Add(Tensors outputs, int mark)
    {
        int size = outputs[0].Shape[0];
        if (samples is not { } most)
        {
            Tensor[] kept = [.. outputs];
            Array.ForEach(kept, output => ScopeStack.Keep(mark, output));
            parts.Add(kept);
            return;
        }

        all ??= Rent(outputs, (int)Math.Min(most, (long)(steps ?? most) * size), mark);
        for (int i = 0; i < all.Length; i++)
        {
            Backend.Of(outputs[i]).Copy(outputs[i], ArrayBatches.Slice(all[i], done, outputs[i].Shape[0]));
        }

        done += size;
    }

    /// <summary>Each output for all samples, in the innermost scope.</summary>
    public Tensors Joined() => all
        ?? [.. Enumerable.Range(0, parts.FirstOrDefault()?.Length ?? 0).Select(i => Ops.Concatenate([.. parts.Select(part => part[i])]))];

    /// <summary>Places for the outputs of all samples, which outlive the step.</summary>
    private static Tensor[] Rent(Tensors outputs, int samples, int mark)
    {
        var places = new Tensor[outputs.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Backend.Of(outputs[i]).Rent(outputs[i].Shape.With(0, samples), outputs[i].DType);
            ScopeStack.Keep(mark, places[i]);
        }

        return places;
    }
}
