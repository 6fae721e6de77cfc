namespace Sharpkeras.Tests.Optimizers;

/// <summary>Steps that look at a variable as matrices, an element at a time in float64.</summary>
internal static class NaiveMatrixSteps
{
    public static NaiveSteps.Step Adafactor(double decay, double epsilon1, double epsilon2, double threshold) => (w, g, t, rate) =>
    {
        double memory = 1 - Math.Pow(t, decay);
        double[] squares = [.. g.Select(each => (each * each) + epsilon1)];
        double[] v = w.Shape.Length < 2 ? Mixed(w.State("v"), memory, squares) : Factored(w, memory, squares);
        double[] u = [.. g.Select((each, i) => each / Math.Sqrt(v[i]))];
        double shorten = Math.Max(1, Rms(u) / threshold);
        double step = Math.Max(epsilon2, Rms(w.Values)) * Math.Min(rate, 1 / Math.Sqrt(t));
        for (int i = 0; i < w.Length; i++)
        {
            w.Values[i] -= step * u[i] / shorten;
        }
    };

    public static NaiveSteps.Step Muon(double momentum, bool nesterov, int iterations, double? rms, (double A, double B, double C) factors) =>
        (w, g, _, rate) =>
        {
            double[] m = w.State("m");
            for (int i = 0; i < w.Length; i++)
            {
                m[i] = (momentum * m[i]) + g[i];
            }

            double[] wanted = nesterov ? [.. g.Select((each, i) => each + (momentum * m[i]))] : m;
            double[,] x = Iterate(Matrix(wanted, w.Shape), iterations, factors);
            double size = rms is { } given ? given * Math.Sqrt(w.Shape.Max()) : 1;
            for (int i = 0; i < w.Length; i++)
            {
                w.Values[i] -= rate * size * x[i / w.Shape[1], i % w.Shape[1]];
            }
        };

    /// <summary>For each matrix of the last two dimensions: row · column / mean row.</summary>
    private static double[] Factored(NaiveVariable w, double memory, double[] squares)
    {
        (int rows, int columns) = (w.Shape[^2], w.Shape[^1]);
        int matrices = w.Length / (rows * columns);
        double[] row = w.State("r", 0, matrices * rows);
        double[] column = w.State("c", 0, matrices * columns);
        double At(int matrix, int i, int j) => squares[(((matrix * rows) + i) * columns) + j];
        Mixed(row, memory, [.. Indices(matrices, rows).Select(at => Enumerable.Range(0, columns).Average(j => At(at.Outer, at.Inner, j)))]);
        Mixed(column, memory, [.. Indices(matrices, columns).Select(at => Enumerable.Range(0, rows).Average(i => At(at.Outer, i, at.Inner)))]);
        return [.. Indices(matrices, rows * columns).Select(at =>
            row[(at.Outer * rows) + (at.Inner / columns)] * column[(at.Outer * columns) + (at.Inner % columns)]
                / row.Skip(at.Outer * rows).Take(rows).Average())];
    }

    private static IEnumerable<(int Outer, int Inner)> Indices(int outer, int inner) =>
        Enumerable.Range(0, outer * inner).Select(i => (i / inner, i % inner));

    private static double[] Mixed(double[] state, double memory, double[] target)
    {
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = (memory * state[i]) + ((1 - memory) * target[i]);
        }

        return state;
    }

    private static double Rms(double[] numbers) => Math.Sqrt(numbers.Average(number => number * number));

    private static double[,] Iterate(double[,] x, int iterations, (double A, double B, double C) factors)
    {
        if (x.GetLength(0) > x.GetLength(1))
        {
            return Transposed(Iterate(Transposed(x), iterations, factors));
        }

        double norm = NaiveVariable.Norm(x.Cast<double>()) + 1e-7;
        x = Combined(x, 1 / norm, x, 0);
        for (int i = 0; i < iterations; i++)
        {
            double[,] a = Product(x, Transposed(x));
            double[,] polynomial = Combined(a, factors.B, Product(a, a), factors.C);
            x = Combined(x, factors.A, Product(polynomial, x), 1);
        }

        return x;
    }

    private static double[,] Matrix(double[] values, int[] shape) =>
        Of(shape[0], shape[1], (i, j) => values[(i * shape[1]) + j]);

    private static double[,] Transposed(double[,] x) => Of(x.GetLength(1), x.GetLength(0), (i, j) => x[j, i]);

    private static double[,] Combined(double[,] x, double a, double[,] y, double b) =>
        Of(x.GetLength(0), x.GetLength(1), (i, j) => (a * x[i, j]) + (b * y[i, j]));

    private static double[,] Product(double[,] x, double[,] y) =>
        Of(x.GetLength(0), y.GetLength(1), (i, j) => Enumerable.Range(0, x.GetLength(1)).Sum(k => x[i, k] * y[k, j]));

    private static double[,] Of(int rows, int columns, Func<int, int, double> element)
    {
        double[,] result = new double[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                result[i, j] = element(i, j);
            }
        }

        return result;
    }
}
