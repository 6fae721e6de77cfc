using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Running folds as compositions of primitives, one place of the axis after the other.</summary>
internal static class ScanCompositions
{
    public static void ProductGradient(Backend backend, Tensor x, Tensor dy, Tensor dx, int outer, int length, int inner)
    {
        if (dx.Length == 0)
        {
            return;
        }

        using var scope = new TensorScope();
        Tensor products = backend.Rent([outer, length, inner], x.DType);
        backend.Scan(default(ProductReduction), x, products, outer, length, inner, reverse: false);
        Tensor factors = x.View([outer, length, inner], x.Offset);
        Tensor gradients = dy.View([outer, length, inner], dy.Offset);
        Tensor result = dx.View([outer, length, inner], dx.Offset);
        Tensor sum = Entry(backend, gradients, length - 1);
        for (int j = length - 1; j >= 0; j--)
        {
            if (j < length - 1)
            {
                Tensor next = backend.Rent([outer, 1, inner], x.DType);
                backend.NumberBinary(default(MultiplyKernel), Entry(backend, factors, j + 1), sum, next);
                backend.NumberBinary(default(AddKernel), Entry(backend, gradients, j), next, next);
                sum = next;
            }

            Tensor scaled = sum;
            if (j > 0)
            {
                scaled = backend.Rent([outer, 1, inner], x.DType);
                backend.NumberBinary(default(MultiplyKernel), Entry(backend, products, j - 1), sum, scaled);
            }

            backend.CopyWindow(scaled, [0, 0, 0], [1, 1, 1], result, [0, j, 0], [1, 1, 1], [outer, 1, inner]);
        }
    }

    /// <summary>One place of the middle axis, as a copy.</summary>
    private static Tensor Entry(Backend backend, Tensor x, int place)
    {
        Tensor entry = backend.Rent([x.Shape[0], 1, x.Shape[2]], x.DType);
        backend.CopyWindow(x, [0, place, 0], [1, 1, 1], entry, [0, 0, 0], [1, 1, 1], entry.Shape.Span);
        return entry;
    }
}
