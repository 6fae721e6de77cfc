using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>An elementwise function in the form that matrix products and convolutions call: over a finished tile, in place.</summary>
internal abstract unsafe class TileEpilogue
{
    /// <summary>Replaces each of the elements by the function's value.</summary>
    public abstract void Apply(void* data, nint count);

    /// <summary>The form for an element type, made once for every <see cref="Epilogue"/>.</summary>
    public static TileEpilogue For<T>(Epilogue epilogue)
        where T : unmanaged
    {
        // two threads may make it at the same time; both forms do the same
        var forms = (Forms)(epilogue.CpuForm ??= epilogue.Accept(Maker.Instance));
        return typeof(T) == typeof(float) ? forms.Single : forms.Double;
    }

    private sealed record Forms(TileEpilogue Single, TileEpilogue Double);

    private sealed class Maker : IEpilogueVisitor<Forms>
    {
        public static readonly Maker Instance = new();

        public Forms Visit<K>(K kernel)
            where K : struct, IUnaryKernel => new(Make(DType.Float32, kernel), Make(DType.Float64, kernel));

        private static TileEpilogue Make<K>(DType dtype, K kernel)
            where K : struct, IUnaryKernel
        {
            var work = new Work<K> { Kernel = kernel };
            Lanes.Floating(dtype, ref work);
            return work.Result!;
        }
    }

    private struct Work<K> : IFloatingWork
        where K : struct, IUnaryKernel
    {
        public K Kernel;
        public TileEpilogue? Result;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged => Result = new Form<K, V, T>(Kernel);
    }

    private sealed class Form<K, V, T>(K kernel) : TileEpilogue
        where K : struct, IUnaryKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public override void Apply(void* data, nint count) => UnaryLoop.Forward<K, V, T>(kernel, (T*)data, (T*)data, count);
    }
}
