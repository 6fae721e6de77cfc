using System.Runtime.InteropServices;

namespace Sharpkeras.Cpu;

/// <summary>
/// Native memory for the intermediate results of kernels: a stack per thread that grows to what was once needed and then stays,
/// so that a warm kernel allocates nothing. Pieces are aligned to 64 bytes and hold arbitrary values at first.
/// </summary>
internal sealed unsafe class Scratch
{
    private const nint Alignment = 64;
    private const nint Smallest = 64 * 1024;

    [ThreadStatic]
    private static Scratch? ofThread;

    private readonly List<(nint Start, nint Size)> blocks = [];
    private nint used;
    private int depth;

    ~Scratch()
    {
        Release();
    }

    /// <summary>Opens a frame; everything taken from it is given back when it is disposed.</summary>
    public static Frame Open()
    {
        Scratch scratch = ofThread ??= new Scratch();
        scratch.depth++;
        return new Frame(scratch, scratch.blocks.Count, scratch.used);
    }

    private void* Take(nint bytes)
    {
        bytes = (bytes + Alignment - 1) & -Alignment;
        if (blocks.Count == 0 || used + bytes > blocks[^1].Size)
        {
            Grow(bytes);
        }

        nint piece = blocks[^1].Start + used;
        used += bytes;
        return (void*)piece;
    }

    private void Grow(nint bytes)
    {
        nint size = Math.Max(bytes, blocks.Count == 0 ? Smallest : 2 * blocks[^1].Size);
        blocks.Add(((nint)NativeMemory.AlignedAlloc((nuint)size, (nuint)Alignment), size));
        used = 0;
    }

    private void Close(int count, nint before)
    {
        depth--;

        // a block that came within the frame is empty again; the outer frames' pieces lie in older ones
        used = blocks.Count == count ? before : 0;
        if (depth == 0 && blocks.Count > 1)
        {
            Merge();
        }
    }

    /// <summary>One block as large as all together, for the next time.</summary>
    private void Merge()
    {
        nint total = 0;
        foreach ((_, nint size) in blocks)
        {
            total += size;
        }

        Release();
        Grow(total);
    }

    private void Release()
    {
        foreach ((nint start, _) in blocks)
        {
            NativeMemory.AlignedFree((void*)start);
        }

        blocks.Clear();
    }

    /// <summary>What one method took.</summary>
    public readonly ref struct Frame(Scratch scratch, int count, nint used)
    {
        /// <summary>Room for some elements, not cleared.</summary>
        public T* Take<T>(nint elements)
            where T : unmanaged => (T*)scratch.Take(elements * sizeof(T));

        /// <summary>Room for some elements, all zero.</summary>
        public T* TakeZeros<T>(nint elements)
            where T : unmanaged
        {
            T* piece = Take<T>(elements);
            NativeMemory.Clear(piece, (nuint)(elements * sizeof(T)));
            return piece;
        }

        public void Dispose() => scratch.Close(count, used);
    }
}
