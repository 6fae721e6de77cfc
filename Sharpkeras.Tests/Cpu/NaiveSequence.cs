namespace Sharpkeras.Tests.Cpu;

/// <summary>Recurrent layers over whole sequences in double, value by value.</summary>
internal static class NaiveSequence
{
    /// <summary>The number of gates of a kind of layer.</summary>
    public static int Gates(string kind) => kind switch { "lstm" => 4, "gru" => 3, _ => 1 };

    /// <summary>The number of states.</summary>
    public static int States(string kind) => kind == "lstm" ? 2 : 1;

    /// <summary>The outputs [batch, steps, units], and behind them the last states [batch, units].</summary>
    /// <param name="kind"><c>lstm</c>, <c>gru</c> or <c>simple_rnn</c>.</param>
    /// <param name="sizes">batch, steps, inputs, units.</param>
    /// <param name="x">[batch, steps, inputs].</param>
    /// <param name="w">[inputs, gates · units].</param>
    /// <param name="u">[units, gates · units].</param>
    /// <param name="bias">[gates · units], for <c>gru</c> twice; null for 0.</param>
    /// <param name="states">[batch, units] each.</param>
    /// <param name="mask">[batch, steps], 0 where the states stay; null for none.</param>
    public static double[] Run(
        string kind, (int Batch, int Steps, int Inputs, int Units) sizes, double[] x, double[] w, double[] u, double[]? bias, double[][] states, double[]? mask)
    {
        (int batch, int steps, int inputs, int units) = sizes;
        int width = Gates(kind) * units;
        double[] outputs = new double[batch * steps * units];
        double[][] last = [.. states.Select(_ => new double[batch * units])];
        for (int b = 0; b < batch; b++)
        {
            double[][] own = [.. states.Select(state => state[(b * units)..((b + 1) * units)])];
            double[] output = new double[units];
            for (int t = 0; t < steps; t++)
            {
                int place = (b * steps) + t;
                if (mask == null || mask[place] != 0)
                {
                    double[] a = Product(x.AsSpan(place * inputs, inputs), w, bias.AsSpan(0, bias == null ? 0 : width), width);
                    double[] s = Product(own[0], u, kind == "gru" && bias != null ? bias.AsSpan(width) : [], width);
                    own = Step(kind, a, s, own, units);
                    output = own[0];
                }

                output.CopyTo(outputs, place * units);
            }

            for (int i = 0; i < own.Length; i++)
            {
                own[i].CopyTo(last[i], b * units);
            }
        }

        return [.. outputs, .. last.SelectMany(values => values)];
    }

    private static double[][] Step(string kind, double[] a, double[] s, double[][] states, int units)
    {
        double[][] next = [.. states.Select(state => new double[units])];
        for (int j = 0; j < units; j++)
        {
            double Sum(int gate) => a[(gate * units) + j] + s[(gate * units) + j];
            switch (kind)
            {
                case "lstm":
                    next[1][j] = (Sigmoid(Sum(1)) * states[1][j]) + (Sigmoid(Sum(0)) * Math.Tanh(Sum(2)));
                    next[0][j] = Sigmoid(Sum(3)) * Math.Tanh(next[1][j]);
                    break;
                case "gru":
                    double z = Sigmoid(Sum(0));
                    double candidate = Math.Tanh(a[(2 * units) + j] + (Sigmoid(Sum(1)) * s[(2 * units) + j]));
                    next[0][j] = (z * states[0][j]) + ((1 - z) * candidate);
                    break;
                default:
                    next[0][j] = Math.Tanh(Sum(0));
                    break;
            }
        }

        return next;
    }

    private static double[] Product(ReadOnlySpan<double> x, double[] matrix, ReadOnlySpan<double> start, int width)
    {
        double[] sums = new double[width];
        start.CopyTo(sums);
        for (int k = 0; k < x.Length; k++)
        {
            for (int j = 0; j < width; j++)
            {
                sums[j] += x[k] * matrix[(k * width) + j];
            }
        }

        return sums;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
