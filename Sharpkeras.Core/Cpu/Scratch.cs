using System.Runtime.InteropServices;

namespace Sharpkeras.Cpu;

/// <summary>
/// Working memory of a kernel: a few blocks for each thread, aligned to 64 bytes, that grow to the largest size asked for and are
/// kept for the next call. A block's content is undefined; a kernel uses each slot for one thing at a time.
/// </summary>
internal static unsafe class Scratch
{
    /// <summary>The slots, so that nested kernels do not meet.</summary>
    public const int Shared = 0;
    public const int Input = 1;
    public const int Output = 2;
    public const int Tile = 3;

    [ThreadStatic]
    private static Block[]? blocks;

    /// <summary>At least so many elements, of this thread.</summary>
    public static T* Get<T>(int slot, long elements)
        where T : unmanaged
    {
        Block[] own = blocks ??= [new Block(), new Block(), new Block(), new Block()];
        return (T*)own[slot].Get(elements * sizeof(T));
    }

    private sealed class Block
    {
        private void* pointer;
        private long size;

        ~Block() => NativeMemory.AlignedFree(pointer);

        public void* Get(long bytes)
        {
            if (bytes > size)
            {
                NativeMemory.AlignedFree(pointer);
                pointer = null;
                size = 0;
                pointer = NativeMemory.AlignedAlloc((nuint)bytes, 64);
                size = bytes;
            }

            return pointer;
        }
    }
}
