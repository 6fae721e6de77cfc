using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>How sequences are shared out, and how long rows of states are.</summary>
internal static class SequenceRows
{
    /// <summary>Sequences that go through all steps together: enough for a tile that is busy.</summary>
    private const int Few = 8;

    /// <summary>The same where the kernels come from far, so that each of their values serves more sequences.</summary>
    private const int Many = 32;

    /// <summary>Bytes of kernels that stay in the second cache.</summary>
    private const long Near = 1024 * 1024;

    private const int Line = 64;

    /// <summary>The sequences of a chunk. It follows from the sizes alone.</summary>
    public static int PerChunk(in SequenceGeometry geometry, int gates, int elementSize)
    {
        long bytes = (long)gates * geometry.Units * (geometry.Inputs + geometry.Units) * elementSize;
        int wanted = bytes <= Near ? Few : Many;
        int chunks = Chunks.Even((geometry.Batch + wanted - 1) / wanted);
        return Math.Max(1, (geometry.Batch + chunks - 1) / Math.Max(1, chunks));
    }

    /// <summary>Elements from a row to the next: whole lines and one more, so that rows do not fall on the same lines of the cache.</summary>
    public static nint Stride(nint elements, int elementSize) => (((elements * elementSize) + Line - 1) / Line * Line + Line) / elementSize;
}
