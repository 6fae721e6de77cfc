namespace Sharpkeras.Cpu;

/// <summary>
/// What the innermost loop of matrix products and convolutions computes, as strides in elements:
/// <c>C[q, p] = Start[q, p] + Σ_segments Σ_steps A[q] · B[p]</c>, where every A[q] is a single value, spread over a vector, and every B[p]
/// is a vector. The rows q and the vectors p stay in registers meanwhile.
/// </summary>
internal unsafe struct Tile<T>
    where T : unmanaged
{
    /// <summary>The first single value; the distances to the next row, the next step and the next segment.</summary>
    public T* A;
    public nint ARow;
    public nint AStep;
    public nint ASegment;

    /// <summary>The first vector; the distances to the second vector, the next step and the next segment.</summary>
    public T* B;
    public nint BVector;
    public nint BStep;
    public nint BSegment;

    /// <summary>The result.</summary>
    public T* C;
    public nint CRow;
    public nint CVector;

    /// <summary>What the sums start from: zeros, a bias, or the result so far.</summary>
    public T* Start;
    public nint StartRow;
    public nint StartVector;

    public nint Segments;
    public nint Steps;

    /// <summary>The sums go on from what the result holds.</summary>
    public void Accumulate()
    {
        Start = C;
        StartRow = CRow;
        StartVector = CVector;
    }

    /// <summary>The sums start from one line of vectors, the same for all rows: a bias or zeros.</summary>
    public void StartFrom(T* line, nint vector)
    {
        Start = line;
        StartRow = 0;
        StartVector = vector;
    }
}
