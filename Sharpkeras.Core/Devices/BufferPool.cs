using System.Numerics;

namespace Sharpkeras.Devices;

/// <summary>
/// Keeps the blocks that nobody uses, by size class, so that a warm training step asks the system for nothing. A block always has
/// the full size of its class: four classes to each power of two, so at most a quarter is wasted.
/// </summary>
internal sealed class BufferPool(Func<long, BackendStorage> allocate, Action<BackendStorage> free, MemoryStats stats)
{
    private const int SmallestLog2 = 6;

    private readonly Stack<BackendStorage>?[] classes = new Stack<BackendStorage>?[4 * 64];
    private readonly Lock gate = new();

    /// <summary>The size of the class that serves so many bytes.</summary>
    public static long ClassSize(long bytes) => SizeOf(ClassOf(bytes));

    public BackendStorage Rent(long bytes)
    {
        TensorGuard.Drain();
        int index = ClassOf(bytes);
        long size = SizeOf(index);
        BackendStorage? storage = null;
        lock (gate)
        {
            classes[index]?.TryPop(out storage);
        }

        storage ??= Allocate(size);
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
    public void Trim()
    {
        lock (gate)
        {
            foreach (Stack<BackendStorage>? blocks in classes)
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
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TensorGuard.Drain();
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
