using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Basics;

/// <summary>Printed tensors beside what NumPy 1.24 printed for the same arrays.</summary>
public sealed class TensorToStringTests
{
    private static IEnumerable<TestCaseData> Cases() =>
    [
        Case("whole floats", () => Tensor.FromSpan<float>([1.0f, 2.0f, 3.0f], [3]), "[1. 2. 3.]"),
        Case(
            "halves",
            () => Tensor.FromSpan<float>([1.0f, 0.5f, -2.25f, 100.0f], [2, 2]),
            """
            [[  1.     0.5 ]
             [ -2.25 100.  ]]
            """),
        Case("thirds", () => Tensor.FromSpan<float>([0.33333334f, 0.6666667f, 1.0f], [3]), "[0.33333334 0.6666667  1.        ]"),
        Case(
            "thirds, double",
            () => Tensor.FromSpan<double>([0.3333333333333333, 0.6666666666666666, 1.0], [3]),
            "[0.33333333 0.66666667 1.        ]"),
        Case("tie to even", () => Tensor.FromSpan<double>([0.001953125, 0.5], [2]), "[0.00195312 0.5       ]"),
        Case("tie to even, single", () => Tensor.FromSpan<float>([0.001953125f, 0.005859375f], [2]), "[0.00195312 0.00585938]"),
        Case("large", () => Tensor.FromSpan<float>([100000000.0f, 1.0f], [2]), "[1.e+08 1.e+00]"),
        Case("below 1e8", () => Tensor.FromSpan<double>([99999999.0, 12345678.0], [2]), "[99999999. 12345678.]"),
        Case("small", () => Tensor.FromSpan<float>([1e-05f, 1.5e-05f], [2]), "[1.0e-05 1.5e-05]"),
        Case("ratio", () => Tensor.FromSpan<float>([1000.5f, 1.0f], [2]), "[1.0005e+03 1.0000e+00]"),
        Case("ratio above", () => Tensor.FromSpan<float>([0.5f, 600.0f], [2]), "[5.e-01 6.e+02]"),
        Case("limit 1e-4", () => Tensor.FromSpan<double>([0.0001, 0.1], [2]), "[0.0001 0.1   ]"),
        Case(
            "three digit exponents",
            () => Tensor.FromSpan<double>([1e+100, 1e-05, 0.0, -3.25], [4]),
            "[ 1.00e+100  1.00e-005  0.00e+000 -3.25e+000]"),
        Case("long scientific", () => Tensor.FromSpan<double>([12345678901.2, 2.5], [2]), "[1.23456789e+10 2.50000000e+00]"),
        Case(
            "not finite",
            () => Tensor.FromSpan<float>([float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1.5f], [4]),
            "[ nan  inf -inf  1.5]"),
        Case("only not finite", () => Tensor.FromSpan<float>([float.NaN, float.NegativeInfinity], [2]), "[ nan -inf]"),
        Case(
            "not finite, scientific",
            () => Tensor.FromSpan<float>([float.PositiveInfinity, 1e-09f, float.NaN], [3]),
            "[   inf 1.e-09    nan]"),
        Case("negative zero", () => Tensor.FromSpan<float>([-0.0f, 0.0f], [2]), "[-0.  0.]"),
        Case(
            "zeros",
            () => Tensor.FromSpan<float>([0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f], [2, 3]),
            """
            [[0. 0. 0.]
             [0. 0. 0.]]
            """),
        Case("empty", () => Tensor.FromSpan<float>([], [0, 3]), "[]"),
        Case(
            "booleans",
            () => Tensor.FromSpan<bool>([true, false, false, true], [2, 2]),
            """
            [[ True False]
             [False  True]]
            """),
        Case("all true", () => Tensor.FromSpan<bool>([true, true], [2]), "[ True  True]"),
        Case(
            "int32",
            () => Tensor.FromSpan<int>([1, -20, 300, 4], [2, 2]),
            """
            [[  1 -20]
             [300   4]]
            """),
        Case(
            "uint8",
            () => Ops.Arange(40, DType.UInt8),
            """
            [ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
             24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39]
            """),
        Case("int8", () => Tensor.FromSpan<sbyte>([-128, 127], [2]), "[-128  127]"),
        Case("int16", () => Tensor.FromSpan<short>([-32768, 5], [2]), "[-32768      5]"),
        Case("int64", () => Tensor.FromSpan<long>([9223372036854775807, -1], [2]), "[9223372036854775807                  -1]"),
        Case(
            "three axes",
            () => Tensor.FromSpan<float>([0.0f, 0.25f, 0.5f, 0.75f, 1.0f, 1.25f, 1.5f, 1.75f, 2.0f, 2.25f, 2.5f, 2.75f], [2, 3, 2]),
            """
            [[[0.   0.25]
              [0.5  0.75]
              [1.   1.25]]

             [[1.5  1.75]
              [2.   2.25]
              [2.5  2.75]]]
            """),
        Case(
            "four axes",
            () => Tensor.FromSpan<int>([0, 1, 2, 3, 4, 5, 6, 7], [2, 1, 2, 2]),
            """
            [[[[0 1]
               [2 3]]]


             [[[4 5]
               [6 7]]]]
            """),
        Case(
            "wrapped",
            () => (Ops.Arange(30, DType.Float32) - 7) / 8,
            """
            [-0.875 -0.75  -0.625 -0.5   -0.375 -0.25  -0.125  0.     0.125  0.25
              0.375  0.5    0.625  0.75   0.875  1.     1.125  1.25   1.375  1.5
              1.625  1.75   1.875  2.     2.125  2.25   2.375  2.5    2.625  2.75 ]
            """),
        Case(
            "wrapped matrix",
            () => Ops.Arange(36, DType.Float32).Reshape([2, 18]) * 0.37,
            """
            [[ 0.         0.37       0.74       1.11       1.48       1.85
               2.22       2.5900002  2.96       3.33       3.7        4.07
               4.44       4.81       5.1800003  5.55       5.92       6.29     ]
             [ 6.66       7.03       7.4        7.77       8.14       8.51
               8.88       9.25       9.62       9.99      10.360001  10.7300005
              11.1       11.47      11.84      12.21      12.58      12.95     ]]
            """),
        Case("scalar one", () => Tensor.FromSpan<float>([1.0f], Shape.Scalar), "1.0"),
        Case("scalar tenth", () => Tensor.FromSpan<float>([0.1f], Shape.Scalar), "0.1"),
        Case("scalar large", () => Tensor.FromSpan<float>([1e+20f], Shape.Scalar), "1e+20"),
        Case("scalar small", () => Tensor.FromSpan<double>([1e-07], Shape.Scalar), "1e-07"),
        Case("scalar third", () => Tensor.FromSpan<double>([0.3333333333333333], Shape.Scalar), "0.3333333333333333"),
        Case("scalar below 1e16", () => Tensor.FromSpan<double>([123456789012345.5], Shape.Scalar), "123456789012345.5"),
        Case("scalar int", () => Tensor.FromSpan<int>([-7], Shape.Scalar), "-7"),
        Case("scalar bool", () => Tensor.FromSpan<bool>([true], Shape.Scalar), "True"),
        Case("scalar nan", () => Tensor.FromSpan<float>([float.NaN], Shape.Scalar), "nan"),
        Case("scalar pixel", () => Tensor.FromSpan<byte>([255], Shape.Scalar), "255"),
        Case("scalar negative", () => Tensor.FromSpan<double>([-2.5e-05], Shape.Scalar), "-2.5e-05"),
        Case("scalar zero", () => Tensor.FromSpan<float>([-0.0f], Shape.Scalar), "-0.0"),
        Case("dots, vector", () => Ops.Arange(2000), "[   0    1    2 ... 1997 1998 1999]"),
        Case(
            "thousand",
            () => Ops.Arange(1000)[..30],
            """
            [ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
             24 25 26 27 28 29]
            """),
        Case(
            "dots, matrix",
            () => Ops.Arange(3000, DType.Float32).Reshape([50, 60]),
            """
            [[0.000e+00 1.000e+00 2.000e+00 ... 5.700e+01 5.800e+01 5.900e+01]
             [6.000e+01 6.100e+01 6.200e+01 ... 1.170e+02 1.180e+02 1.190e+02]
             [1.200e+02 1.210e+02 1.220e+02 ... 1.770e+02 1.780e+02 1.790e+02]
             ...
             [2.820e+03 2.821e+03 2.822e+03 ... 2.877e+03 2.878e+03 2.879e+03]
             [2.880e+03 2.881e+03 2.882e+03 ... 2.937e+03 2.938e+03 2.939e+03]
             [2.940e+03 2.941e+03 2.942e+03 ... 2.997e+03 2.998e+03 2.999e+03]]
            """),
        Case(
            "dots, one axis",
            () => Ops.Arange(2000, DType.Float32).Reshape([4, 500]) / 8,
            """
            [[0.00000e+00 1.25000e-01 2.50000e-01 ... 6.21250e+01 6.22500e+01
              6.23750e+01]
             [6.25000e+01 6.26250e+01 6.27500e+01 ... 1.24625e+02 1.24750e+02
              1.24875e+02]
             [1.25000e+02 1.25125e+02 1.25250e+02 ... 1.87125e+02 1.87250e+02
              1.87375e+02]
             [1.87500e+02 1.87625e+02 1.87750e+02 ... 2.49625e+02 2.49750e+02
              2.49875e+02]]
            """),
        Case(
            "dots, images",
            () => Ops.Arange(7 * 2 * 90).Reshape([7, 2, 90]),
            """
            [[[   0    1    2 ...   87   88   89]
              [  90   91   92 ...  177  178  179]]

             [[ 180  181  182 ...  267  268  269]
              [ 270  271  272 ...  357  358  359]]

             [[ 360  361  362 ...  447  448  449]
              [ 450  451  452 ...  537  538  539]]

             ...

             [[ 720  721  722 ...  807  808  809]
              [ 810  811  812 ...  897  898  899]]

             [[ 900  901  902 ...  987  988  989]
              [ 990  991  992 ... 1077 1078 1079]]

             [[1080 1081 1082 ... 1167 1168 1169]
              [1170 1171 1172 ... 1257 1258 1259]]]
            """),
        Case(
            "dots, booleans",
            () => Ops.Equal(Ops.Arange(1500), Ops.Zeros([1500], DType.Int32)),
            "[ True False False ... False False False]"),
    ];

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void AsNumPyPrints(Func<Tensor> tensor, string want)
    {
        Assert.That(tensor().ToString(), Is.EqualTo(want));
    }

    [Test]
    public void SymbolicAndReleasedTensorsTellTheirShape()
    {
        using var scope = new TensorScope();
        Tensor symbolic = Sharpkeras.Devices.BackendProvider.Get(Device.Meta).Rent([2, 3], DType.Float32);
        Tensor released;
        using (new TensorScope())
        {
            released = Ops.Zeros([4]);
        }

        Assert.That(symbolic.ToString(), Is.EqualTo("symbolic tensor [2, 3] float32"));
        Assert.That(released.ToString(), Is.EqualTo("released tensor [4] float32"));
    }

    private static TestCaseData Case(string name, Func<Tensor> tensor, string want) =>
        new TestCaseData(tensor, want).SetArgDisplayNames(name);
}
