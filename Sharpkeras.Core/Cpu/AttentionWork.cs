using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>What attention reads, and how it is cut: the same for its forward computation and its gradient.</summary>
internal unsafe struct AttentionWork
{
    /// <summary>Bytes of the logits of a block of targets: two of them and the panels stay in the second cache.</summary>
    private const int BlockBytes = 32 * 1024;

    /// <summary>Rows of the largest tile.</summary>
    private const int TileRows = 12;

    /// <summary>Chunks that are enough for the threads to share evenly.</summary>
    private const int EnoughChunks = 16;

    /// <summary>Multiplications that are worth handing to another thread.</summary>
    private const long Grain = 128 * 1024;

    /// <summary>Targets below which packing the keys again would cost too much.</summary>
    private const int FewestTargets = 48;

    public AttentionGeometry Geometry;
    public void* Query;
    public void* Key;
    public void* Value;
    public void* Bias;
    public byte* Mask;

    /// <summary>The distances of the bias's elements along [batch, heads, targets, sources]; 0 along what is broadcast.</summary>
    public BroadcastPlace BiasPlace;

    /// <summary>The same for the mask.</summary>
    public BroadcastPlace MaskPlace;

    /// <summary>The statistics [2, batch, heads, targets]: of the forward computation a result, where they are asked for.</summary>
    public void* Statistics;

    /// <summary>Elements from one step to the next of queries and their gradients.</summary>
    public readonly nint QueryRow => (nint)Geometry.Heads * Geometry.Size;

    public readonly nint KeyRow => (nint)Geometry.KeyHeads * Geometry.Size;

    public readonly nint ValueRow => (nint)Geometry.KeyHeads * Geometry.ValueSize;

    /// <summary>Elements from one step to the next of outputs and their gradients.</summary>
    public readonly nint OutputRow => (nint)Geometry.Heads * Geometry.ValueSize;

    /// <summary>Whether later sources need not even be computed: hidden by a mask as well, a target would see the mean of all.</summary>
    public readonly bool EndsEarly => Geometry.IsCausal && Mask == null;

    /// <summary>Targets that are computed together: whole tiles, evenly shared.</summary>
    public readonly int BlockRows(int targets, int padded, int elementSize)
    {
        int most = Math.Clamp(BlockBytes / (padded * elementSize) / TileRows, 1, 16) * TileRows;
        int blocks = (targets + most - 1) / most;
        return ((targets + blocks - 1) / blocks + TileRows - 1) / TileRows * TileRows;
    }

    /// <summary>Into how many parts the targets of a head are cut where there are few heads. It follows from the sizes alone.</summary>
    public readonly int Parts(long heads) =>
        (int)Math.Min((EnoughChunks + heads - 1) / Math.Max(1, heads), Math.Max(1, Geometry.Targets / FewestTargets));

    /// <summary>How many heads make a chunk, where each is little work.</summary>
    public readonly int HeadsPerChunk(long heads, int products)
    {
        long each = Math.Max(1, (long)Geometry.Targets * Geometry.Sources * (Geometry.Size + Geometry.ValueSize) * products / 2);
        return (int)Math.Clamp(Grain / each, 1, Math.Max(1, heads));
    }
}

/// <summary>Where the elements of a tensor lie that broadcasts to four axes.</summary>
internal readonly record struct BroadcastPlace(nint First, nint Second, nint Third, nint Fourth)
{
    /// <summary>The distances of a shape's elements; 0 along axes that are not there or have length 1.</summary>
    public static BroadcastPlace Of(Shape shape)
    {
        Span<nint> strides = stackalloc nint[4];
        nint stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[4 - shape.Rank + axis] = shape[axis] == 1 ? 0 : stride;
            stride *= shape[axis];
        }

        return new BroadcastPlace(strides[0], strides[1], strides[2], strides[3]);
    }

    /// <summary>The first element of a row.</summary>
    public nint Row(int batch, int head, int target) => (batch * First) + (head * Second) + (target * Third);
}
