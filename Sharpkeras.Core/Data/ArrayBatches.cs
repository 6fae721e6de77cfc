using System.Runtime.InteropServices;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// Cuts arrays into batches on a device, in order or by a permutation of the rows. Arrays that lie elsewhere move there at once if they
/// fit well; then a batch in order is a view, and a shuffled one is gathered on the device by indices that lie there too. Larger arrays stay
/// where they are, and their batches are copied one by one, without waiting for the device.
/// </summary>
internal sealed class ArrayBatches
{
    private readonly Tensor[] arrays;
    private readonly Backend backend;
    private readonly Dictionary<Backend, Tensor> orders = [];
    private int[]? order;

    /// <summary>Batches of inputs, targets and weights with the same first axis. What they need on the device lives as long as the innermost scope.</summary>
    /// <exception cref="ShapeException">The arrays have different lengths, none, or the batch size is not positive.</exception>
    public ArrayBatches(int batchSize, Device place, Tensor[] inputs, Tensor[] targets, Tensor[] weights)
    {
        backend = BackendProvider.Get(place);
        BatchSize = Check.Positive(batchSize, nameof(batchSize), "data");
        Inputs = inputs.Length;
        Targets = targets.Length;
        arrays = [.. inputs, .. targets, .. weights];
        foreach (Tensor array in arrays)
        {
            if (array.Rank == 0)
            {
                throw new ShapeException("data — arrays need a first axis for the samples. Received a scalar.");
            }

            if (array.Shape[0] != arrays[0].Shape[0])
            {
                throw new ShapeException(
                    $"data — inputs, targets and weights need the same number of samples. Received {string.Join(", ", arrays.Select(a => Text.Of(a.Shape[0])))}.");
            }
        }

        Samples = arrays[0].Shape[0];
        if (Samples == 0)
        {
            throw new ShapeException($"data — there are no samples. Received shape {arrays[0].Shape}.");
        }

        MoveIfItFits();
    }

    /// <summary>The number of arrays that are inputs; the targets follow them.</summary>
    public int Inputs { get; }

    /// <summary>The number of arrays that are targets; the weights follow them.</summary>
    public int Targets { get; }

    /// <summary>The number of arrays.</summary>
    public int Arrays => arrays.Length;

    /// <summary>The number of samples in a full batch.</summary>
    public int BatchSize { get; }

    /// <summary>The number of samples.</summary>
    public int Samples { get; }

    /// <summary>The number of batches; the last may be smaller.</summary>
    public int Count => (Samples + BatchSize - 1) / BatchSize;

    /// <summary>Draws a new order of the samples (Fisher and Yates).</summary>
    public void Shuffle(SeedGenerator generator)
    {
        order ??= [.. Enumerable.Range(0, Samples)];
        ulong counter = generator.Reserve(Samples);
        for (int i = Samples - 1; i > 0; i--)
        {
            uint word = Kernels.Philox.Word(generator.Key, counter, i);
            int j = (int)(((ulong)word * (uint)(i + 1)) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }

        foreach (Backend own in arrays.Select(Backend.Of).Distinct())
        {
            if (!orders.TryGetValue(own, out Tensor? indices))
            {
                orders.Add(own, indices = own.Rent([Samples], DType.Int32));
            }

            own.Upload(MemoryMarshal.AsBytes<int>(order), indices);
        }
    }

    /// <summary>The rows of a batch for each array, in the innermost scope.</summary>
    public void Read(int batch, Span<Tensor> rows)
    {
        int begin = batch * BatchSize;
        int size = Math.Min(BatchSize, Samples - begin);
        for (int i = 0; i < arrays.Length; i++)
        {
            Tensor own = order == null ? Slice(arrays[i], begin, size) : Gathered(arrays[i], begin, size);
            rows[i] = own.To(backend.Device);
        }
    }

    /// <summary>A view of consecutive samples.</summary>
    public static Tensor Slice(Tensor array, int begin, int size)
    {
        long row = array.Length / Math.Max(1, array.Shape[0]);
        return array.View(array.Shape.With(0, size), array.Offset + (begin * row));
    }

    private Tensor Gathered(Tensor array, int begin, int size)
    {
        Backend own = Backend.Of(array);
        Tensor gathered = own.Rent(array.Shape.With(0, size), array.DType);
        own.Gather(array, Slice(orders[own], begin, size), gathered, 1, Samples, checked((int)(array.Length / Samples)));
        return gathered;
    }

    /// <summary>Half of what is free is left to the model's own needs.</summary>
    private void MoveIfItFits()
    {
        long bytes = arrays.Where(array => array.Device != backend.Device).Sum(array => array.ByteLength);
        if (bytes > 0 && bytes <= backend.FreeBytes / 2)
        {
            for (int i = 0; i < arrays.Length; i++)
            {
                arrays[i] = arrays[i].To(backend.Device);
            }
        }
    }
}
