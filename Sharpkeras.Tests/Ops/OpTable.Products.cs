using Sharpkeras.Activations;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Products of matrices.</summary>
internal static partial class OpTable
{
    private static Epilogue Relu => ActivationFunction.Get("relu").Epilogue!;

    private static Epilogue Tanh => ActivationFunction.Get("tanh").Epilogue!;

    private static IEnumerable<OpRow> Products() =>
    [
        MatMul([3, 4], [4, 5]),
        MatMul([17, 9], [9, 19]),
        MatMul([1, 70], [70, 1]),
        MatMul([4], [4, 5]),
        MatMul([3, 4], [4]),
        MatMul([4], [4]),
        MatMul([2, 3, 4], [2, 4, 5]),
        MatMul([2, 3, 4], [4, 5]),
        MatMul([3, 4], [2, 4, 5]),
        MatMul([2, 1, 3, 4], [1, 3, 4, 2]),
        MatMul([3, 0], [0, 2]) with { HasGradient = false },
        new("dense", x => Ops.Dense(x[0], x[1], null, null), [new([2, 3, 4]), new([4, 5])], x => Product(x[0], x[1])),
        new("dense (bias)", x => Ops.Dense(x[0], x[1], x[2], null), Layer([7, 4], [4, 5]), x => Affine(x, value => value)),
        new("dense (bias, relu)",
            x => Ops.Dense(x[0], x[1], x[2], Relu), Layer([7, 4], [4, 18]), x => Affine(x, value => Math.Max(value, 0))),
        new("dense (bias, tanh)", x => Ops.Dense(x[0], x[1], x[2], Tanh), Layer([2, 3, 4], [4, 5]), x => Affine(x, Math.Tanh)),
        new("bias_add", x => x[0].BiasAdd(x[1]), [new([2, 3, 4]), new([4])], x => Zip(x[0], x[1], [2, 3, 4], (a, b) => a + b)),
        new("bias_add (channels first)", x => x[0].BiasAdd(x[1], DataFormat.ChannelsFirst), [new([2, 3, 4, 5]), new([3])], x =>
            Nd.Of([2, 3, 4, 5], i => x[0][i] + x[1][i[1]])),
        new("bias_add (channels first, matrix)", x => x[0].BiasAdd(x[1], DataFormat.ChannelsFirst), [new([2, 3]), new([3])], x =>
            Zip(x[0], x[1], [2, 3], (a, b) => a + b)),
    ];

    private static OpRow MatMul(Shape a, Shape b) =>
        new("matmul", x => x[0].MatMul(x[1]), [new OpInput(a), new OpInput(b)], x => Product(x[0], x[1]));

    private static OpInput[] Layer(Shape x, Shape w) => [new(x), new(w), new([w[^1]])];

    private static Nd Affine(Nd[] x, Func<double, double> activation)
    {
        Nd product = Product(x[0], x[1]);
        return Map(Zip(product, x[2], product.Shape, (a, b) => a + b), activation);
    }

    /// <summary>As np.matmul: vectors are rows on the left and columns on the right, axes before the last two broadcast.</summary>
    private static Nd Product(Nd a, Nd b)
    {
        Nd left = a.Shape.Rank == 1 ? new Nd([1, a.Shape[0]], a.Data) : a;
        Nd right = b.Shape.Rank == 1 ? new Nd([b.Shape[0], 1], b.Data) : b;
        int[] batch = Diagnostics.Check.Broadcast(left.Shape[..^2], right.Shape[..^2], "reference").ToArray();
        int inner = left.Shape[^1];
        Nd y = Nd.Of([.. batch, left.Shape[^2], right.Shape[^1]], i =>
        {
            double sum = 0;
            for (int k = 0; k < inner; k++)
            {
                sum += Entry(left, [.. i[..^2], i[^2], k]) * Entry(right, [.. i[..^2], k, i[^1]]);
            }

            return sum;
        });
        int[] shape = [.. batch, .. a.Shape.Rank == 1 ? (int[])[] : [left.Shape[^2]], .. b.Shape.Rank == 1 ? (int[])[] : [right.Shape[^1]]];
        return new Nd(shape, y.Data);
    }

    /// <summary>An entry of a stack of matrices; only the axes before the last two broadcast.</summary>
    private static double Entry(Nd x, int[] index) => x.Broadcast(index);
}
