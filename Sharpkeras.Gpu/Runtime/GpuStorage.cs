using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>A block of a GPU's memory.</summary>
internal sealed class GpuStorage(Backend backend, MemoryBuffer buffer) : BackendStorage(backend, buffer.LengthInBytes)
{
    /// <summary>The block itself.</summary>
    public MemoryBuffer Buffer { get; } = buffer;

    /// <summary>A part of the block, seen as lanes or other elements of one value each.</summary>
    /// <param name="offset">The first element.</param>
    /// <param name="length">The number of elements.</param>
    public ArrayView<T> View<T>(long offset, long length)
        where T : unmanaged => new(Buffer, offset, length);
}
