using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>The gradients of operations that broadcast: computed in the output's shape, then summed where an input was repeated.</summary>
internal static class BroadcastGradient
{
    public static void Give<K>(GradContext context, K kernel)
        where K : struct, IBinaryKernel
    {
        Tensor dy = context.OutputGradient;
        for (int i = 0; i < 2; i++)
        {
            if (!context.Wants(i))
            {
                continue;
            }

            Tensor full = dy;
            if (K.Needs != GradientNeeds.Nothing || !PassesThrough(kernel, i))
            {
                full = context.Rent(dy.Shape, dy.DType);
                context.Backend.BinaryGradient(
                    kernel, i == 0, context.InputOrNull(0), context.InputOrNull(1), context.OutputOrNull, dy, full);
            }

            context.Give(i, SumTo(context.Backend, full, context.InputSpec(i).Shape));
        }
    }

    /// <summary>A sum over the axes along which <paramref name="shape"/> was broadcast to the tensor's shape.</summary>
    public static Tensor SumTo(Backend backend, Tensor full, Shape shape)
    {
        if (full.Shape == shape)
        {
            return full;
        }

        int lead = full.Rank - shape.Rank;
        Span<bool> reduced = stackalloc bool[full.Rank];
        for (int i = 0; i < full.Rank; i++)
        {
            reduced[i] = i < lead || (shape[i - lead] == 1 && full.Shape[i] != 1);
        }

        return Reduction.Run(backend, default(SumReduction), full, reduced, shape);
    }

    /// <summary>Whether the gradient is dy itself, so that nothing need be computed: sums, and the left side of differences.</summary>
    private static bool PassesThrough<K>(K kernel, int input)
        where K : struct, IBinaryKernel =>
        kernel is FloatingBinary<AddKernel> || (kernel is FloatingBinary<SubtractKernel> && input == 0);
}
