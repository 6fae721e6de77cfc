using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Normalization along rows of a matrix [rows, n].</summary>
internal static class RowNormCompositions
{
    public static void LayerNorm(
        Backend backend, bool centered, Tensor x, Tensor? scale, Tensor? offset, double epsilon, Tensor y, Tensor? statistics, int rows, int n)
    {
        using var scope = new TensorScope();
        var math = new TensorMath(backend);
        Tensor deviation = x.View([rows, n], x.Offset);
        Tensor mean = Mean(math, deviation);
        if (centered)
        {
            deviation = math.Subtract(deviation, mean);
        }
        else
        {
            backend.Fill(mean, 0);
        }

        Tensor inverse = math.InverseRoot(Mean(math, math.Multiply(deviation, deviation)), epsilon);
        Tensor result = math.Multiply(deviation, inverse);
        result = scale == null ? result : math.Multiply(result, Line(scale, n));
        backend.Copy(offset == null ? result : math.Add(result, Line(offset, n)), y);
        if (statistics != null)
        {
            backend.Copy(mean, statistics.View([rows], statistics.Offset));
            backend.Copy(inverse, statistics.View([rows], statistics.Offset + rows));
        }
    }

    public static void LayerNormGradient(
        Backend backend,
        bool centered,
        Tensor x,
        Tensor? scale,
        Tensor dy,
        Tensor statistics,
        Tensor? dx,
        Tensor? dscale,
        Tensor? doffset,
        int rows,
        int n)
    {
        using var scope = new TensorScope();
        var math = new TensorMath(backend);
        Tensor mean = statistics.View([rows, 1], statistics.Offset);
        Tensor inverse = statistics.View([rows, 1], statistics.Offset + rows);
        Tensor normal = math.Multiply(math.Subtract(x.View([rows, n], x.Offset), mean), inverse);
        Tensor gradient = dy.View([rows, n], dy.Offset);
        if (doffset != null)
        {
            backend.Reduce(default(SumReduction), gradient, doffset, 1, rows, n);
        }

        if (dscale != null)
        {
            backend.Reduce(default(SumReduction), math.Multiply(gradient, normal), dscale, 1, rows, n);
        }

        if (dx != null)
        {
            gradient = scale == null ? gradient : math.Multiply(gradient, Line(scale, n));
            Tensor along = math.Multiply(normal, Mean(math, math.Multiply(gradient, normal)));
            Tensor rest = math.Subtract(centered ? math.Subtract(gradient, Mean(math, gradient)) : gradient, along);
            backend.Copy(math.Multiply(rest, inverse), dx);
        }
    }

    private static Tensor Mean(TensorMath math, Tensor matrix) =>
        math.Divide(math.Sum(matrix, matrix.Shape[0], matrix.Shape[1], 1, [matrix.Shape[0], 1]), matrix.Shape[1]);

    private static Tensor Line(Tensor x, int n) => x.View([1, n], x.Offset);
}
