using System.Runtime.InteropServices;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// Cuts arrays into batches on a device, in order or by a permutation of the rows. Arrays that lie elsewhere move there at once if they
/// fit well; then a batch in order is a view, and a shuffled one is gathered on the device by indices that lie there too. Larger arrays stay
/// where they are, and their batches are copied one by one, without waiting for the device.
/// </summary>
internal sealed class ArrayBatches : BatchSource
{
    private readonly Tensor[] arrays;
    private readonly int inputs;
    private readonly int targets;
    private readonly int batchSize;
    private readonly int samples;
    private readonly Backend backend;
    private readonly SeedGenerator? shuffler;
    private readonly Dictionary<Backend, Tensor> orders = [];

    /// <summary>Where the generator stood when the order of the pass was drawn, which is all that the order depends on.</summary>
    private (ulong Key, ulong Counter) drawnAt;

    /// <summary>The next batch of the pass; −1 before the first pass.</summary>
    private int next = -1;

    /// <summary>Batches of inputs, targets and weights with the same first axis. What they need on the device lives as long as the innermost scope.</summary>
    /// <param name="batchSize">The samples of a batch; the last may have fewer.</param>
    /// <param name="place">The device that batches go to.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="weights">The weights of the samples.</param>
    /// <param name="shuffler">Draws a new order of the samples for each pass; null keeps their order.</param>
    /// <exception cref="ShapeException">The arrays have different lengths, none, or the batch size is not positive.</exception>
    public ArrayBatches(int batchSize, Device place, Tensor[] inputs, Tensor[] targets, Tensor[] weights, SeedGenerator? shuffler = null)
    {
        backend = BackendProvider.Get(place);
        this.batchSize = Check.Positive(batchSize, nameof(batchSize), "data");
        this.inputs = inputs.Length;
        this.targets = targets.Length;
        this.shuffler = shuffler;
        drawnAt = shuffler?.State ?? default;
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

        samples = arrays[0].Shape[0];
        if (samples == 0)
        {
            throw new ShapeException($"data — there are no samples. Received shape {arrays[0].Shape}.");
        }

        MoveIfItFits();
        if (shuffler != null)
        {
            foreach (Backend own in arrays.Select(Backend.Of).Distinct())
            {
                orders.Add(own, own.Rent([samples], DType.Int32));
            }
        }
    }

    /// <inheritdoc/>
    public override int? Count => Batches;

    /// <inheritdoc/>
    public override int? Samples => samples;

    /// <summary>The number of batches; the last may be smaller.</summary>
    public int Batches => (samples + batchSize - 1) / batchSize;

    /// <inheritdoc/>
    public override void Begin()
    {
        next = 0;
        if (shuffler != null)
        {
            Shuffle(shuffler);
        }
    }

    /// <inheritdoc/>
    public override Rows? Next()
    {
        if (next < 0 || next >= Batches)
        {
            return null;
        }

        int begin = next++ * batchSize;
        int size = Math.Min(batchSize, samples - begin);
        Tensor[] rows = new Tensor[arrays.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            Tensor own = orders.Count == 0 ? Slice(arrays[i], begin, size) : Gathered(arrays[i], begin, size);
            rows[i] = own.To(backend.Device);
        }

        return new Rows(
            Tensors.Create(rows.AsSpan(0, inputs)), Tensors.Create(rows.AsSpan(inputs, targets)), Tensors.Create(rows.AsSpan(inputs + targets)));
    }

    /// <inheritdoc/>
    public override void GetState(StateDictionary state)
    {
        state.Set("samples", samples);
        state.Set("batch_size", batchSize);
        state.Set("shuffled", shuffler == null ? 0 : 1);
        state.Set("next", next);
        SeedGenerator.Write(state.Part("order"), drawnAt);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelFileException">The position is in data of another length, batch size or kind of order.</exception>
    public override void SetState(StateDictionary state)
    {
        CheckSame(state, "samples", samples);
        CheckSame(state, "batch_size", batchSize);
        CheckSame(state, "shuffled", shuffler == null ? 0 : 1);
        (ulong Key, ulong Counter) drawn = SeedGenerator.Read(state.Part("order"));
        int batch = (int)Math.Clamp(state.GetInt64("next"), -1, Batches);
        next = batch;
        if (shuffler == null)
        {
            return;
        }

        shuffler.State = drawnAt = drawn;
        if (batch >= 0)
        {
            Shuffle(shuffler);
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
        own.Gather(array, Slice(orders[own], begin, size), gathered, 1, samples, checked((int)(array.Length / samples)));
        return gathered;
    }

    /// <summary>Draws a new order of the samples (Fisher and Yates).</summary>
    private void Shuffle(SeedGenerator generator)
    {
        drawnAt = generator.State;
        int[] order = [.. Enumerable.Range(0, samples)];
        ulong counter = generator.Reserve(samples);
        for (int i = samples - 1; i > 0; i--)
        {
            uint word = Kernels.Philox.Word(generator.Key, counter, i);
            int j = (int)(((ulong)word * (uint)(i + 1)) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }

        foreach (var (own, indices) in orders)
        {
            own.Upload(MemoryMarshal.AsBytes<int>(order), indices);
        }
    }

    private static void CheckSame(StateDictionary state, string name, int value)
    {
        long stored = state.GetInt64(name);
        if (stored != value)
        {
            throw new ModelFileException(
                $"data — the position that was kept is in other data: {name} is {Text.Of(stored)} there. Received {Text.Of(value)}; go on with the same data and arguments, or begin anew.");
        }
    }

    /// <summary>Half of what is free is left to the model's own needs.</summary>
    private void MoveIfItFits()
    {
        long bytes = 0;
        foreach (Tensor array in arrays)
        {
            bytes += array.Device == backend.Device ? 0 : array.ByteLength;
        }

        if (bytes > 0 && bytes <= backend.FreeBytes / 2)
        {
            for (int i = 0; i < arrays.Length; i++)
            {
                arrays[i] = arrays[i].To(backend.Device);
            }
        }
    }
}
