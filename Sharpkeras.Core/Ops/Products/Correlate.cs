using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The sums c[k] = Σ x1[k − (n − 1) + j] · x2[j] of products of two sequences that are moved along each other; outside they are 0.</summary>
    /// <param name="x1">[m], not empty; integers are converted to float32, and int64 to float64.</param>
    /// <param name="x2">[n], not empty, the same type.</param>
    /// <param name="mode">How far they must overlap.</param>
    /// <returns>A vector whose length follows from the mode.</returns>
    /// <exception cref="ShapeException">An input is no vector, or empty.</exception>
    /// <example><code>Tensor c = Ops.Correlate(signal, pattern, CorrelationMode.Same);</code></example>
    public static Tensor Correlate(this Tensor x1, Tensor x2, CorrelationMode mode = CorrelationMode.Valid)
    {
        if (x1.IsSymbolic || x2.IsSymbolic)
        {
            return Op.Compose("correlate", [x1, x2], all => Correlate(all[0], all[1], mode), ("mode", mode));
        }

        if (x1.Rank != 1 || x2.Rank != 1 || x1.Length == 0 || x2.Length == 0)
        {
            throw new ShapeException($"correlate — needs two vectors that are not empty. Received shapes {x1.Shape} and {x2.Shape}.");
        }

        Check.Numeric(x1, "correlate");
        Check.SameDType(x1, x2, "correlate");
        DType dtype = x1.DType.IsFloating() ? x1.DType : x1.DType == DType.Int64 ? DType.Float64 : DType.Float32;
        (int m, int n) = (x1.Shape[0], x2.Shape[0]);
        (int start, int count) = mode switch
        {
            CorrelationMode.Valid => (Math.Min(m, n) - 1, Math.Abs(m - n) + 1),
            CorrelationMode.Same => ((Math.Min(m, n) - 1) / 2, Math.Max(m, n)),
            _ => (0, checked(m + n - 1)),
        };
        Tensor padded = Pad(x1.Cast(dtype), [(n - 1 - start, start + count - m)]);
        return Conv(padded.Reshape([1, -1, 1]), x2.Cast(dtype).Reshape([n, 1, 1])).Reshape([count]);
    }
}
