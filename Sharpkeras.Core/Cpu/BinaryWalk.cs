using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>A run of the inner loop: where the operands begin (in elements), how they step, and how long it is.</summary>
internal readonly record struct BinaryPiece(long A, int StepA, long B, int StepB, long Y, nint Length);

/// <summary>
/// How a thread walks over two operands that broadcast to an output, in chunks. Operands of the output's shape, and
/// single values, need no plan.
/// </summary>
internal readonly unsafe struct BinaryWalk
{
    private readonly BroadcastPlan? plan;
    private readonly long length;
    private readonly int stepA;
    private readonly int stepB;
    private readonly int rowsPerChunk;

    public BinaryWalk(Tensor a, Tensor b, Tensor y)
    {
        A = CpuBackend.Pointer(a);
        B = CpuBackend.Pointer(b);
        Y = CpuBackend.Pointer(y);
        length = y.Length;
        stepA = a.Length == y.Length ? 1 : 0;
        stepB = b.Length == y.Length ? 1 : 0;
        bool simple = (stepA == 1 || a.Length == 1) && (stepB == 1 || b.Length == 1);
        if (simple || length == 0)
        {
            Chunks = Cpu.Chunks.Count(length);
            return;
        }

        plan = new BroadcastPlan(y.Shape, a.Shape, b.Shape);
        stepA = plan.InnerStep(0);
        stepB = plan.InnerStep(1);
        rowsPerChunk = Cpu.Chunks.RowsPerChunk(plan.Outer, plan.Inner);
        Chunks = checked((int)((plan.Outer + rowsPerChunk - 1) / rowsPerChunk));
    }

    public void* A { get; }

    public void* B { get; }

    public void* Y { get; }

    /// <summary>The number of chunks.</summary>
    public int Chunks { get; }

    /// <summary>The inner loops of a chunk.</summary>
    public PieceEnumerator Pieces(int chunk) => new(this, chunk);

    /// <summary>Goes through the inner loops of a chunk without allocating.</summary>
    public struct PieceEnumerator
    {
        private readonly BinaryWalk walk;
        private readonly long end;
        private long row;

        public PieceEnumerator(in BinaryWalk walk, int chunk)
        {
            this.walk = walk;
            row = walk.plan == null ? chunk : (long)chunk * walk.rowsPerChunk;
            end = walk.plan == null ? chunk + 1 : Math.Min(walk.plan.Outer, row + walk.rowsPerChunk);
            row--;
        }

        public readonly BinaryPiece Current
        {
            get
            {
                if (walk.plan == null)
                {
                    long begin = Cpu.Chunks.Begin(walk.length, (int)row, walk.Chunks);
                    nint count = (nint)(Cpu.Chunks.Begin(walk.length, (int)row + 1, walk.Chunks) - begin);
                    return new BinaryPiece(begin * walk.stepA, walk.stepA, begin * walk.stepB, walk.stepB, begin, count);
                }

                return new BinaryPiece(
                    walk.plan.Offset(0, row), walk.stepA, walk.plan.Offset(1, row), walk.stepB, row * walk.plan.Inner, walk.plan.Inner);
            }
        }

        public readonly PieceEnumerator GetEnumerator() => this;

        public bool MoveNext() => ++row < end;
    }
}
