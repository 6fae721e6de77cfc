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
        Compositions.EpilogueGradient(context.Backend, epilogue, context.Output, dy, dz);
        return dz;
    }
}
