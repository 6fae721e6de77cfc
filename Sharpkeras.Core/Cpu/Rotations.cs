using System.Numerics;

namespace Sharpkeras.Cpu;

/// <summary>
/// Eigenvalues and singular values of one matrix by plane rotations in cyclic order (Jacobi; Golub and Van Loan, Matrix Computations, 8.5
/// and 8.6): slow for large matrices, exact for small ones.
/// </summary>
internal static unsafe class Rotations
{
    private const int MostSweeps = 60;

    /// <summary>The eigenvalues of a symmetric matrix in ascending order, and their vectors as columns.</summary>
    public static void Eigen<T>(T* x, T* values, T* vectors, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using Scratch.Frame frame = Scratch.Open();
        T* a = frame.Take<T>((nint)n * n);
        T* basis = frame.Take<T>((nint)n * n);
        T squares = T.Zero;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                T value = i >= j ? x[(i * n) + j] : x[(j * n) + i];
                a[(i * n) + j] = value;
                squares += value * value;
            }
        }

        Identity(basis, n);
        T least = Epsilon<T>() * T.Sqrt(squares) / T.CreateChecked(Math.Max(1, n));
        for (int sweep = 0; sweep < MostSweeps && Sweep(a, basis, n, least); sweep++)
        {
        }

        Span<int> order = new(frame.Take<int>(n), n);
        Span<T> keys = new(values, n);
        for (int i = 0; i < n; i++)
        {
            (order[i], keys[i]) = (i, a[(i * n) + i]);
        }

        keys.Sort(order);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                vectors[(i * n) + j] = basis[(order[j] * n) + i];
            }
        }
    }

    /// <summary>x = u·diag(s)·vᵀ for rows at least columns, the singular values in descending order.</summary>
    public static void Singular<T>(T* x, T* u, T* s, T* v, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using Scratch.Frame frame = Scratch.Open();

        // columns lie as rows, so that the loops run along memory
        T* left = frame.Take<T>((nint)rows * columns);
        T* right = frame.Take<T>((nint)columns * columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                left[((long)j * rows) + i] = x[((long)i * columns) + j];
            }
        }

        Identity(right, columns);
        for (int sweep = 0; sweep < MostSweeps && SweepColumns(left, right, rows, columns); sweep++)
        {
        }

        Span<int> order = new(frame.Take<int>(columns), columns);
        Span<T> keys = new(s, columns);
        for (int j = 0; j < columns; j++)
        {
            T* column = left + ((long)j * rows);
            (order[j], keys[j]) = (j, -T.Sqrt(Dot(column, column, rows)));
        }

        keys.Sort(order);
        for (int j = 0; j < columns; j++)
        {
            s[j] = -s[j];
            T* column = left + ((long)order[j] * rows);
            for (int i = 0; i < rows; i++)
            {
                u[((long)i * columns) + j] = s[j] > T.Zero ? column[i] / s[j] : T.Zero;
            }

            for (int i = 0; i < columns; i++)
            {
                v[((long)i * columns) + j] = right[((long)order[j] * columns) + i];
            }
        }

        Complete(u, s, rows, columns);
    }

    /// <summary>One rotation for each element below the diagonal that is not small; returns whether there was one.</summary>
    private static bool Sweep<T>(T* a, T* basis, int n, T least)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool any = false;
        for (int p = 0; p < n; p++)
        {
            for (int q = p + 1; q < n; q++)
            {
                T off = a[(p * n) + q];
                if (!(T.Abs(off) > least))
                {
                    continue;
                }

                any = true;
                (T c, T s) = Angle((a[(q * n) + q] - a[(p * n) + p]) / (off + off));
                for (int k = 0; k < n; k++)
                {
                    T ofP = a[(k * n) + p];
                    T ofQ = a[(k * n) + q];
                    a[(k * n) + p] = (c * ofP) - (s * ofQ);
                    a[(k * n) + q] = (s * ofP) + (c * ofQ);
                }

                Rotate(a + (p * n), a + (q * n), c, s, n);
                Rotate(basis + (p * n), basis + (q * n), c, s, n);
            }
        }

        return any;
    }

    /// <summary>One rotation for each pair of columns that are not orthogonal; returns whether there was one.</summary>
    private static bool SweepColumns<T>(T* left, T* right, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool any = false;
        for (int p = 0; p < columns; p++)
        {
            for (int q = p + 1; q < columns; q++)
            {
                T* one = left + ((long)p * rows);
                T* two = left + ((long)q * rows);
                T alpha = Dot(one, one, rows);
                T beta = Dot(two, two, rows);
                T gamma = Dot(one, two, rows);
                if (!(T.Abs(gamma) > Epsilon<T>() * T.Sqrt(alpha) * T.Sqrt(beta)))
                {
                    continue;
                }

                any = true;
                (T c, T s) = Angle((beta - alpha) / (gamma + gamma));
                Rotate(one, two, c, s, rows);
                Rotate(right + ((long)p * columns), right + ((long)q * columns), c, s, columns);
            }
        }

        return any;
    }

    /// <summary>Unit vectors for columns of u whose singular value is 0, orthogonal to the others.</summary>
    private static void Complete<T>(T* u, T* s, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0, next = 0; j < columns; j++)
        {
            while (!(s[j] > T.Zero) && next < rows && !Place(u, j, next++, rows, columns))
            {
            }
        }
    }

    /// <summary>Makes column j of an axis what is left of it beside all other columns; returns whether that is much.</summary>
    private static bool Place<T>(T* u, int j, int axis, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows; i++)
        {
            u[((long)i * columns) + j] = i == axis ? T.One : T.Zero;
        }

        // twice, so that rounding leaves nothing
        T squares = T.Zero;
        for (int round = 0; round < 2; round++)
        {
            for (int k = 0; k < columns; k++)
            {
                T along = T.Zero;
                for (int i = 0; i < rows && k != j; i++)
                {
                    along += u[((long)i * columns) + j] * u[((long)i * columns) + k];
                }

                for (int i = 0; i < rows && k != j; i++)
                {
                    u[((long)i * columns) + j] -= along * u[((long)i * columns) + k];
                }
            }

            squares = T.Zero;
            for (int i = 0; i < rows; i++)
            {
                squares += u[((long)i * columns) + j] * u[((long)i * columns) + j];
            }
        }

        T length = T.Sqrt(squares);
        bool much = length > T.CreateChecked(0.5 / Math.Sqrt(rows));
        for (int i = 0; i < rows; i++)
        {
            u[((long)i * columns) + j] = much ? u[((long)i * columns) + j] / length : T.Zero;
        }

        return much;
    }

    /// <summary>Cosine and sine of the smaller angle whose cotangent of the double is given.</summary>
    private static (T C, T S) Angle<T>(T cotangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T tangent = T.One / (T.Abs(cotangent) + T.Sqrt(T.One + (cotangent * cotangent)));
        tangent = cotangent < T.Zero ? -tangent : tangent;
        T cosine = T.One / T.Sqrt(T.One + (tangent * tangent));
        return (cosine, tangent * cosine);
    }

    private static void Rotate<T>(T* one, T* two, T c, T s, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < length; i++)
        {
            (one[i], two[i]) = ((c * one[i]) - (s * two[i]), (s * one[i]) + (c * two[i]));
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

    private static void Identity<T>(T* x, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<T>(x, n * n).Clear();
        for (int i = 0; i < n; i++)
        {
            x[(i * n) + i] = T.One;
        }
    }

    private static T Epsilon<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.BitIncrement(T.One) - T.One;
}
