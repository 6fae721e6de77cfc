using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>The gradient before a fused activation, from that after it and the output; in the place of the latter where it may be.</summary>
internal static class EpilogueGradient
{
    public static Tensor Of(GradContext context, Epilogue? epilogue)
    {
        Tensor dy = context.OutputGradient;
        if (epilogue == null)
        {
            return dy;
        }

        Tensor dz = context.OverwriteOrRent();
        epilogue.Accept(new Visitor(context.Backend, context.Output, dy, dz));
        return dz;
    }

    private sealed class Visitor(Backend backend, Tensor y, Tensor dy, Tensor dz) : IEpilogueVisitor<bool>
    {
        public bool Visit<K>(K kernel)
            where K : struct, IUnaryKernel
        {
            backend.UnaryGradient(kernel, null, y, dy, dz);
            return true;
        }
    }
}
