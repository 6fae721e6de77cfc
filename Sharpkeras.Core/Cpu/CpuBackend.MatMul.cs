using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Interim matrix product.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB)
    {
        Stats.Launched();
        if (y.DType == DType.Float32)
        {
            Product<float>(a, b, y, batch, m, n, k, transposeA, transposeB);
        }
        else
        {
            Product<double>(a, b, y, batch, m, n, k, transposeA, transposeB);
        }
    }

    private static void Product<T>(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        long sa = a.Length == (long)m * k ? 0 : (long)m * k;
        long sb = b.Length == (long)k * n ? 0 : (long)k * n;
        for (int z = 0; z < batch; z++)
        {
            T* pa = (T*)Pointer(a) + (z * sa);
            T* pb = (T*)Pointer(b) + (z * sb);
            T* py = (T*)Pointer(y) + ((long)z * m * n);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    T sum = T.Zero;
                    for (int q = 0; q < k; q++)
                    {
                        sum += pa[transposeA ? ((long)q * m) + i : ((long)i * k) + q] * pb[transposeB ? ((long)j * k) + q : ((long)q * n) + j];
                    }

                    py[((long)i * n) + j] = sum;
                }
            }
        }
    }
}
