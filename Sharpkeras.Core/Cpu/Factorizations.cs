using System.Numerics;

namespace Sharpkeras.Cpu;

/// <summary>Factorizations of one matrix, row-major. The inner loops run along rows.</summary>
internal static unsafe class Factorizations
{
    /// <summary>The lower factor in place of a symmetric matrix (Golub and Van Loan, Matrix Computations, 4.2), zeros above.</summary>
    public static void Cholesky<T>(T* a, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < n; i++)
        {
            T* row = a + ((long)i * n);
            for (int j = 0; j <= i; j++)
            {
                T* other = a + ((long)j * n);
                T sum = row[j] - Dot(row, other, j);
                row[j] = j < i ? sum / other[j] : sum > T.Zero ? T.Sqrt(sum) : T.NaN;
            }

            new Span<T>(row + i + 1, n - i - 1).Clear();
        }
    }

    /// <summary>op(a)⁻¹·y in place of y [n, m].</summary>
    public static void SolveTriangular<T>(T* a, T* y, int n, int m, bool lower, bool transpose, bool unit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool forward = lower != transpose;
        for (int step = 0; step < n; step++)
        {
            int i = forward ? step : n - 1 - step;
            T* row = y + ((long)i * m);
            for (int before = 0; before < step; before++)
            {
                int j = forward ? before : n - 1 - before;
                T factor = transpose ? a[((long)j * n) + i] : a[((long)i * n) + j];
                Subtract(row, factor, y + ((long)j * m), m);
            }

            T pivot = a[((long)i * n) + i];
            for (int k = 0; k < m && !unit; k++)
            {
                row[k] /= pivot;
            }
        }
    }

    /// <summary>L and U in place of a, and the rows that they factor; returns the sign of the exchanges.</summary>
    public static T Lu<T>(T* a, int* rows, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sign = T.One;
        for (int i = 0; i < n; i++)
        {
            rows[i] = i;
        }

        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                pivot = T.Abs(a[((long)i * n) + k]) > T.Abs(a[((long)pivot * n) + k]) ? i : pivot;
            }

            if (pivot != k)
            {
                Exchange(a + ((long)k * n), a + ((long)pivot * n), n);
                (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
                sign = -sign;
            }

            T* top = a + ((long)k * n);
            for (int i = k + 1; i < n && top[k] != T.Zero; i++)
            {
                T* row = a + ((long)i * n);
                row[k] /= top[k];
                Subtract(row + k + 1, row[k], top + k + 1, n - k - 1);
            }
        }

        return sign;
    }

    /// <summary>q [m, wide] and r [wide, n] of x [m, n], by reflections I − τ·v·vᵀ with v₀ = 1 (LAPACK's dgeqr2 and dorg2r).</summary>
    public static void Qr<T>(T* x, T* q, T* r, int m, int n, int wide)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using Scratch.Frame frame = Scratch.Open();
        int count = Math.Min(m, n);
        T* work = frame.Take<T>((nint)m * n);
        T* tau = frame.Take<T>(count);
        T* sums = frame.Take<T>(Math.Max(n, wide));
        new Span<T>(x, m * n).CopyTo(new Span<T>(work, m * n));
        for (int k = 0; k < count; k++)
        {
            T* corner = work + ((long)k * n) + k;
            tau[k] = Reflector(corner, m - k, n);
            Reflect(corner, n, tau[k], corner + 1, n, m - k, n - k - 1, sums);
        }

        for (int i = 0; i < wide; i++)
        {
            for (int j = 0; j < n; j++)
            {
                r[((long)i * n) + j] = j >= i ? work[((long)i * n) + j] : T.Zero;
            }
        }

        new Span<T>(q, m * wide).Clear();
        for (int i = 0; i < Math.Min(m, wide); i++)
        {
            q[((long)i * wide) + i] = T.One;
        }

        for (int k = count - 1; k >= 0; k--)
        {
            Reflect(work + ((long)k * n) + k, n, tau[k], q + ((long)k * wide) + k, wide, m - k, wide - k, sums);
        }
    }

    /// <summary>Makes a column its reflection's vector, below the value on the diagonal that it leaves there; returns τ.</summary>
    private static T Reflector<T>(T* column, int length, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        for (int i = 1; i < length; i++)
        {
            largest = T.Max(largest, T.Abs(column[(long)i * stride]));
        }

        if (largest == T.Zero)
        {
            return T.Zero;
        }

        // scaled, so that squares neither overflow nor vanish
        T alpha = column[0];
        largest = T.Max(largest, T.Abs(alpha));
        T squares = (alpha / largest) * (alpha / largest);
        for (int i = 1; i < length; i++)
        {
            T value = column[(long)i * stride] / largest;
            squares += value * value;
        }

        T beta = alpha >= T.Zero ? -largest * T.Sqrt(squares) : largest * T.Sqrt(squares);
        for (int i = 1; i < length; i++)
        {
            column[(long)i * stride] /= alpha - beta;
        }

        column[0] = beta;
        return (beta - alpha) / beta;
    }

    /// <summary>target −= τ·v·(vᵀ·target) for target [rows, columns].</summary>
    private static void Reflect<T>(T* v, int strideV, T tau, T* target, int stride, int rows, int columns, T* sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tau == T.Zero)
        {
            return;
        }

        new Span<T>(sums, columns).Clear();
        for (int i = 0; i < rows; i++)
        {
            Subtract(sums, i == 0 ? -T.One : -v[(long)i * strideV], target + ((long)i * stride), columns);
        }

        for (int i = 0; i < rows; i++)
        {
            Subtract(target + ((long)i * stride), tau * (i == 0 ? T.One : v[(long)i * strideV]), sums, columns);
        }
    }

    private static T Dot<T>(T* a, T* b, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>y −= factor·x.</summary>
    private static void Subtract<T>(T* y, T factor, T* x, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < length; i++)
        {
            y[i] -= factor * x[i];
        }
    }

    private static void Exchange<T>(T* a, T* b, int length)
        where T : unmanaged
    {
        for (int i = 0; i < length; i++)
        {
            (a[i], b[i]) = (b[i], a[i]);
        }
    }
}
