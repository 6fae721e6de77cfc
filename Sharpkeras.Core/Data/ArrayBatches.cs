using System.Runtime.InteropServices;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// Cuts arrays that lie on a device into batches, in order or by a permutation of the rows. In order a batch is a view; shuffled, its
/// rows are gathered on the device.
/// </summary>
internal sealed class ArrayBatches
{
    private readonly Tensor[] arrays;
    private int[]? order;

    /// <summary>Batches of inputs, targets and weights with the same first axis.</summary>
    /// <exception cref="ShapeException">The arrays have different lengths, none, or the batch size is not positive.</exception>
    public ArrayBatches(int batchSize, Tensor[] inputs, Tensor[] targets, Tensor[] weights)
    {
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
    }

    /// <summary>The rows of a batch for each array, in the innermost scope.</summary>
    public void Read(int batch, Span<Tensor> rows)
    {
        int begin = batch * BatchSize;
        int size = Math.Min(BatchSize, Samples - begin);
        if (order == null)
        {
            for (int i = 0; i < arrays.Length; i++)
            {
                rows[i] = Slice(arrays[i], begin, size);
            }

            return;
        }

        Backend backend = Backend.Of(arrays[0]);
        Tensor indices = backend.Rent([size], DType.Int32);
        backend.Upload(MemoryMarshal.AsBytes(order.AsSpan(begin, size)), indices);
        for (int i = 0; i < arrays.Length; i++)
        {
            Tensor array = arrays[i];
            rows[i] = backend.Rent(array.Shape.With(0, size), array.DType);
            backend.Gather(array, indices, rows[i], 1, Samples, checked((int)(array.Length / Samples)));
        }
    }

    /// <summary>A view of consecutive samples.</summary>
    public static Tensor Slice(Tensor array, int begin, int size)
    {
        long row = array.Length / Math.Max(1, array.Shape[0]);
        return array.View(array.Shape.With(0, size), array.Offset + (begin * row));
    }
}
