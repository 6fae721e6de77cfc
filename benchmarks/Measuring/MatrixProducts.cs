namespace Sharpkeras.Benchmarks.Measuring;

/// <summary>The products of matrices that each library multiplies.</summary>
internal static class MatrixProducts
{
    /// <summary>The name of the figure, and the sizes of [m, k] · [k, n].</summary>
    public static (string Name, int M, int K, int N)[] All { get; } =
    [
        ("gemm_128", 128, 128, 128),
        ("gemm_256", 256, 256, 256),
        ("gemm_512", 512, 512, 512),
        ("gemm_1024", 1024, 1024, 1024),
        ("gemm_2048", 2048, 2048, 2048),
        ("gemm_tall", 16384, 128, 128),
        ("gemm_wide", 128, 128, 16384),
        ("gemm_deep", 128, 16384, 128),
    ];
}
