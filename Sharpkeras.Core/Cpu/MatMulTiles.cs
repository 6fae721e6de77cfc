using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The tiles of one panel of columns, one below the other. A tile is written straight to its place, or, where the panel is not whole
/// vectors wide or a function follows, by way of a buffer.
/// </summary>
internal unsafe struct MatMulTiles<V, T>
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>What all tiles have in common; A is that of row 0.</summary>
    public Tile<T> Tile;
    public T* Target;
    public nint TargetRow;
    public int Width;
    public int Vectors;

    /// <summary>The bias or zeros, padded to whole vectors.</summary>
    public T* Line;
    public T* Buffer;
    public TileEpilogue? Epilogue;

    /// <summary>The sums start here, from the line; else they go on from what the target holds.</summary>
    public bool First;

    /// <summary>The line comes on top of what the target holds.</summary>
    public bool AddLine;

    /// <summary>The sums end here.</summary>
    public bool Last;

    public void Run(int from, int to)
    {
        int max = TileKernels.MaxRows<V, T>(Vectors);
        int padded = Vectors * V.Count;
        bool buffered = Width < padded || (Last && Epilogue != null) || AddLine;
        Tile<T> tile = Tile;
        tile.BVector = V.Count;
        tile.CVector = V.Count;
        tile.CRow = buffered ? padded : TargetRow;
        tile.Segments = 1;
        int rows;
        for (int row = from; row < to; row += rows)
        {
            rows = TileKernels.NextRows(to - row, max);
            T* place = Target + (row * TargetRow);
            tile.A = Tile.A + (row * Tile.ARow);
            tile.C = buffered ? Buffer : place;
            Start(ref tile, place, rows, buffered);
            TileKernels.Run<V, T>(tile, rows, Vectors);
            if (buffered)
            {
                Finish(place, rows, padded);
            }
        }
    }

    private readonly void Start(ref Tile<T> tile, T* place, int rows, bool buffered)
    {
        if (First)
        {
            tile.StartFrom(Line, V.Count);
            return;
        }

        if (buffered)
        {
            int padded = Vectors * V.Count;
            CopyRows(place, TargetRow, Buffer, padded, rows, Width);
            if (AddLine)
            {
                AddLines(rows, padded);
            }
        }

        tile.Accumulate();
    }

    private readonly void AddLines(int rows, int padded)
    {
        for (int i = 0; i < rows * padded; i += V.Count)
        {
            V.Store(V.Load(Buffer + i) + V.Load(Line + (i % padded)), Buffer + i);
        }
    }

    private readonly void Finish(T* place, int rows, int padded)
    {
        if (Last)
        {
            Epilogue?.Apply(Buffer, rows * padded);
        }

        CopyRows(Buffer, padded, place, TargetRow, rows, Width);
    }

    [MethodImpl(HotLoop.Options)]
    private static void CopyRows(T* source, nint sourceRow, T* target, nint targetRow, int rows, int width)
    {
        for (int row = 0; row < rows; row++)
        {
            int i = 0;
            for (; i <= width - V.Count; i += V.Count)
            {
                V.Store(V.Load(source + i), target + i);
            }

            if (i < width)
            {
                Unsafe.CopyBlockUnaligned(target + i, source + i, (uint)((width - i) * sizeof(T)));
            }

            source += sourceRow;
            target += targetRow;
        }
    }
}
