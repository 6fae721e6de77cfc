using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>A block of a GPU's memory.</summary>
internal sealed class GpuStorage(Backend backend, MemoryBuffer buffer) : BackendStorage(backend, buffer.LengthInBytes)
{
    /// <summary>The block itself.</summary>
    public MemoryBuffer Buffer { get; } = OnlyFreedByThePool(buffer);

    /// <summary>A part of the block, seen as lanes or other elements of one value each.</summary>
    /// <param name="offset">The first element.</param>
    /// <param name="length">The number of elements.</param>
    public ArrayView<T> View<T>(long offset, long length)
        where T : unmanaged => new(Buffer, offset, length);

    /// <summary>
    /// The same block without its finalizer. A tensor that the collector finds gives its block back to the pool, for the next one to
    /// use; but the collector finds the block at the same time, and its finalizer would free the memory under it.
    /// </summary>
    private static MemoryBuffer OnlyFreedByThePool(MemoryBuffer buffer)
    {
        GC.SuppressFinalize(buffer);
        return buffer;
    }
}
