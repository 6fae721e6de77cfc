using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>The gradient of a bias, an operation's third input where it has one: the sum over all places of each output channel.</summary>
internal static class BiasGradient
{
    /// <summary>A tensor for it; null where the operation has no bias or nobody asks for its gradient.</summary>
    public static Tensor? Rent(GradContext context) => context.InputCount >= 3 && context.Wants(2) ? context.RentFor(2) : null;

    /// <summary>
    /// Tensors for the gradient of the kernel, the second input, and for the bias's where it is asked for, one right behind the other: a
    /// backend may compute both as one matrix.
    /// </summary>
    public static (Tensor Kernel, Tensor? Bias) RentBoth(GradContext context)
    {
        TensorSpec kernel = context.InputSpec(1);
        if (context.InputCount < 3 || !context.Wants(2))
        {
            return (context.RentFor(1), null);
        }

        TensorSpec bias = context.InputSpec(2);
        Tensor both = context.Rent([checked((int)(kernel.Shape.Length + bias.Shape.Length))], kernel.DType);
        return (both.View(kernel.Shape, 0), both.View(bias.Shape, kernel.Shape.Length));
    }

    /// <summary>Gives what a kernel wrote together with another gradient.</summary>
    public static void Give(GradContext context, Tensor? db)
    {
        if (db != null)
        {
            context.Give(2, db);
        }
    }

    /// <summary>Computes it by itself and gives it.</summary>
    /// <param name="context">The operation's gradients.</param>
    /// <param name="dz">The gradient of the sum to which the bias was added, [..., channels].</param>
    /// <param name="db">From <see cref="Rent"/>.</param>
    public static void Give(GradContext context, Tensor dz, Tensor? db)
    {
        if (db != null)
        {
            int rows = checked((int)dz.Shape[..^1].Length);
            context.Backend.Reduce(default(SumReduction), dz, db, 1, rows, dz.Shape[^1]);
            context.Give(2, db);
        }
    }
}
