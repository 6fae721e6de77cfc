using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>An activation in the form that finished results go through while they are in cache: one virtual call for a run of elements.</summary>
internal abstract unsafe class TileEpilogue
{
    /// <summary>The form of an epilogue; made once for each.</summary>
    public static TileEpilogue? For(Epilogue? epilogue)
    {
        if (epilogue == null)
        {
            return null;
        }

        return (TileEpilogue)(epilogue.CpuForm ??= epilogue.Accept(new Maker()));
    }

    /// <summary>Applies the activation in place.</summary>
    public abstract void Apply(void* elements, long length, DType dtype);

    private sealed class Maker : IEpilogueVisitor<TileEpilogue>
    {
        public TileEpilogue Visit<K>(K kernel)
            where K : struct, IUnaryKernel => new Applier<K>(kernel);
    }

    private sealed class Applier<K>(K kernel) : TileEpilogue
        where K : struct, IUnaryKernel
    {
        public override void Apply(void* elements, long length, DType dtype)
        {
            var work = new Work { Kernel = kernel, Elements = elements, Length = length };
            Lanes.Floating(dtype, ref work);
        }

        private struct Work : IFloatingWork
        {
            public K Kernel;
            public void* Elements;
            public long Length;

            public readonly void Run<V, T>()
                where V : struct, ILane<V>, IVectorLane<V, T>
                where T : unmanaged =>
                UnaryLoop.Forward<K, V, T>(Kernel, (T*)Elements, (T*)Elements, (nint)Length);
        }
    }
}
