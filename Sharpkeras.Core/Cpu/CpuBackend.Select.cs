using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Choosing between two tensors, by element size alone.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Select(Tensor condition, Tensor a, Tensor b, Tensor y)
    {
        Stats.Launched();
        if (y.Length == 0)
        {
            return;
        }

        switch (y.DType.Size())
        {
            case 1: Select<byte>(condition, a, b, y); break;
            case 2: Select<short>(condition, a, b, y); break;
            case 4: Select<int>(condition, a, b, y); break;
            default: Select<long>(condition, a, b, y); break;
        }
    }

    private static void Select<T>(Tensor condition, Tensor a, Tensor b, Tensor y)
        where T : unmanaged
    {
        var plan = new BroadcastPlan(y.Shape, condition.Shape, a.Shape, b.Shape);
        var body = new SelectBody<T>
        {
            Plan = plan,
            PerChunk = Chunks.RowsPerChunk(plan.Outer, plan.Inner),
            Condition = (byte*)Pointer(condition),
            A = (T*)Pointer(a),
            B = (T*)Pointer(b),
            Y = (T*)Pointer(y),
        };
        WorkerPool.Run(checked((int)((plan.Outer + body.PerChunk - 1) / body.PerChunk)), ref body);
    }

    private struct SelectBody<T> : IChunkBody
        where T : unmanaged
    {
        public BroadcastPlan Plan;
        public int PerChunk;
        public byte* Condition;
        public T* A;
        public T* B;
        public T* Y;

        public readonly void Run(int chunk)
        {
            long end = Math.Min(Plan.Outer, (chunk + 1L) * PerChunk);
            for (long row = (long)chunk * PerChunk; row < end; row++)
            {
                byte* condition = Condition + Plan.Offset(0, row);
                T* a = A + Plan.Offset(1, row);
                T* b = B + Plan.Offset(2, row);
                T* y = Y + (row * Plan.Inner);
                int stepC = Plan.InnerStep(0);
                int stepA = Plan.InnerStep(1);
                int stepB = Plan.InnerStep(2);
                for (long i = 0; i < Plan.Inner; i++)
                {
                    y[i] = condition[i * stepC] != 0 ? a[i * stepA] : b[i * stepB];
                }
            }
        }
    }
}
