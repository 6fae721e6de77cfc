using System.Numerics;

namespace Sharpkeras.Devices;

/// <summary>
/// Keeps the blocks that nobody uses, by size class, so that a warm training step asks the system for nothing. A block always has
/// the full size of its class: four classes to each power of two, so at most a quarter is wasted.
/// </summary>
internal sealed class BufferPool(Func<long, BackendStorage> allocate, Action<BackendStorage> free, MemoryStats stats)
{
    private const int SmallestLog2 = 6;

    /// <summary>
    /// A block of this size is worth asking the collector for forgotten tensors first: it knows how few objects there are, not how
    /// large what they hold is, and clearing the new pages would take longer than the search.
    /// </summary>
    private const long LargeBlock = 32L << 20;

    private readonly Stack<BackendStorage>?[] classes = new Stack<BackendStorage>?[4 * 64];
    private readonly Lock gate = new();

    /// <summary>The size of the class that serves so many bytes.</summary>
    public static long ClassSize(long bytes) => SizeOf(ClassOf(bytes));

    public BackendStorage Rent(long bytes)
    {
        TensorGuard.Drain();
        int index = ClassOf(bytes);
        long size = SizeOf(index);
        BackendStorage storage = Unused(index) ?? (size < LargeBlock ? null : Forgotten(index)) ?? Allocate(size);
        stats.Rented(size);
        return storage;
    }

    public void Return(BackendStorage storage)
    {
        stats.Returned(storage.ByteLength);
        int index = ClassOf(storage.ByteLength);
        lock (gate)
        {
            (classes[index] ??= new Stack<BackendStorage>()).Push(storage);
        }
    }

    /// <summary>Gives all unused blocks back to the system.</summary>
    public void Trim() => Trim(0);

    /// <summary>Gives unused blocks of at least a size back to the system.</summary>
    private void Trim(long smallest)
    {
        lock (gate)
        {
            foreach (Stack<BackendStorage>? blocks in classes.AsSpan(ClassOf(smallest)))
            {
                while (blocks != null && blocks.TryPop(out BackendStorage? storage))
                {
                    stats.Freed(storage.ByteLength);
                    free(storage);
                }
            }
        }
    }

    private static int ClassOf(long bytes)
    {
        if (bytes <= 1L << SmallestLog2)
        {
            return 4 * SmallestLog2;
        }

        int log2 = BitOperations.Log2((ulong)(bytes - 1));
        int quarter = (int)((bytes - 1) >> (log2 - 2)) & 3;
        return (4 * log2) + quarter + 1;
    }

    private static long SizeOf(int index)
    {
        int log2 = index / 4;
        return (1L << log2) + ((index % 4) * (1L << log2 >> 2));
    }

    /// <summary>
    /// Before work that takes long: when much memory is in use, lets the collector find what was forgotten on the way to it, such as the steps
    /// of preparing the data, and gives it back to the system.
    /// </summary>
    public void Reclaim()
    {
        if (stats.LiveBytes >= 8 * LargeBlock)
        {
            Collect();
            Trim(LargeBlock);
        }
    }

    private BackendStorage? Unused(int index)
    {
        lock (gate)
        {
            return classes[index] is { } blocks && blocks.TryPop(out BackendStorage? storage) ? storage : null;
        }
    }

    /// <summary>Lets the collector find forgotten tensors. One of their blocks may fit; other large ones go back to the system.</summary>
    private BackendStorage? Forgotten(int index)
    {
        if (stats.LiveBytes >= LargeBlock)
        {
            Collect();
        }

        BackendStorage? storage = Unused(index);
        if (storage == null)
        {
            Trim(LargeBlock);
        }

        return storage;
    }

    private static void Collect()
    {
        // arrays of the program that are no longer used make room too
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        TensorGuard.Drain();
    }

    private BackendStorage Allocate(long size)
    {
        BackendStorage storage;
        try
        {
            storage = allocate(size);
        }
        catch (OutOfMemoryException)
        {
            storage = AllocateAfterCollecting(size);
        }

        stats.Allocated(size);
        return storage;
    }

    /// <summary>Trims, lets the collector find forgotten tensors, and tries once more.</summary>
    private BackendStorage AllocateAfterCollecting(long size)
    {
        Collect();
        Trim();
        try
        {
            return allocate(size);
        }
        catch (OutOfMemoryException exception)
        {
            throw new OutOfMemoryException(
                $"memory — the device is out of memory. Received a request for {size:N0} bytes while {stats.LiveBytes:N0} are in use "
                + $"(peak {stats.PeakBytes:N0}). Use a smaller batch, or open a TensorScope in loops of your own.",
                exception);
        }
    }
}
