using System.Numerics;

namespace Sharpkeras.Initializers;

/// <summary>The Q of a QR decomposition by Householder's reflections (1958), in place, over columns that lie in one piece each.</summary>
internal static class Householder
{
    /// <summary>Replaces linearly independent columns by orthonormal ones that span the same; R's diagonal is positive.</summary>
    /// <param name="columns">No more columns than each has elements.</param>
    public static void Orthonormalize(double[][] columns)
    {
        double[][] mirrors = new double[columns.Length][];
        double[] signs = new double[columns.Length];
        for (int k = 0; k < columns.Length; k++)
        {
            (mirrors[k], signs[k]) = Mirror(columns[k], k);
            for (int j = k + 1; j < columns.Length; j++)
            {
                Reflect(columns[j], mirrors[k], k);
            }
        }

        for (int j = 0; j < columns.Length; j++)
        {
            Array.Clear(columns[j]);
            columns[j][j] = signs[j];
            for (int k = j; k >= 0; k--)
            {
                Reflect(columns[j], mirrors[k], k);
            }
        }
    }

    /// <summary>The unit vector v whose reflection x − 2v(v·x) makes all elements of the column after place k zero, and the sign of the k-th then.</summary>
    private static (double[] Vector, double Sign) Mirror(double[] column, int k)
    {
        double[] v = column[k..];
        double norm = Math.Sqrt(Dot(v, v));
        double sign = v[0] > 0 ? -1 : 1;
        v[0] -= sign * norm;
        double length = Math.Sqrt(Dot(v, v));
        for (int i = 0; i < v.Length && length > 0; i++)
        {
            v[i] /= length;
        }

        return (v, sign);
    }

    private static void Reflect(double[] column, double[] v, int k)
    {
        Span<double> x = column.AsSpan(k);
        double factor = -2 * Dot(v, x);
        int i = 0;
        for (var wide = new Vector<double>(factor); i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(x[i..]) + (wide * new Vector<double>(v, i))).CopyTo(x[i..]);
        }

        for (; i < x.Length; i++)
        {
            x[i] += factor * v[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> wide = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            wide += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        }

        double sum = Vector.Sum(wide);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
