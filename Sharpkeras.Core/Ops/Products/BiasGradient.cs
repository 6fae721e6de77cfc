using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>The gradient of a bias, an operation's third input where it has one: the sum over all places of each output channel.</summary>
internal static class BiasGradient
{
    /// <summary>Gives it if the operation has a bias whose gradient is asked for.</summary>
    /// <param name="context">The operation's gradients.</param>
    /// <param name="dz">The gradient of the sum to which the bias was added, [..., channels].</param>
    public static void Give(GradContext context, Tensor dz)
    {
        if (context.InputCount < 3 || !context.Wants(2))
        {
            return;
        }

        Tensor db = context.RentFor(2);
        int rows = checked((int)dz.Shape[..^1].Length);
        context.Backend.Reduce(default(SumReduction), dz, db, 1, rows, dz.Shape[^1]);
        context.Give(2, db);
    }
}
