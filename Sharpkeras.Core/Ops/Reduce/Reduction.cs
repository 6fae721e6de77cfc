using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>Folds over any axes, in steps over [outer, reduced, inner]: neighbouring axes are taken together.</summary>
internal static class Reduction
{
    /// <summary>Folds the marked axes of x; the result is rented with the given shape.</summary>
    public static Tensor Run<K>(Backend backend, K kernel, Tensor x, ReadOnlySpan<bool> axes, Shape result)
        where K : struct, IReduceKernel
    {
        Tensor y = backend.Rent(result, x.DType);
        Into(backend, kernel, x, axes, y);
        return y;
    }

    /// <summary>Folds the marked axes of x into y, the last group of axes first.</summary>
    public static void Into<K>(Backend backend, K kernel, Tensor x, ReadOnlySpan<bool> axes, Tensor y)
        where K : struct, IReduceKernel
    {
        Span<int> dimensions = stackalloc int[x.Rank];
        x.Shape.Span.CopyTo(dimensions);
        int end = axes.LastIndexOf(true) + 1;
        if (end == 0)
        {
            backend.Copy(x, y);
            return;
        }

        Tensor current = x;
        while (end > 0)
        {
            int begin = end;
            while (begin > 0 && axes[begin - 1])
            {
                begin--;
            }

            int outer = Product(dimensions[..begin]);
            int reduced = Product(dimensions[begin..end]);
            int inner = Product(dimensions[end..]);
            dimensions[begin..end].Fill(1);
            int next = begin == 0 ? 0 : axes[..begin].LastIndexOf(true) + 1;
            Tensor target = next == 0 ? y : backend.Rent([outer, inner], x.DType);
            backend.Reduce(kernel, current, target, outer, reduced, inner);
            current = target;
            end = next;
        }
    }

    private static int Product(ReadOnlySpan<int> dimensions)
    {
        int product = 1;
        foreach (int dimension in dimensions)
        {
            product = checked(product * dimension);
        }

        return product;
    }
}
