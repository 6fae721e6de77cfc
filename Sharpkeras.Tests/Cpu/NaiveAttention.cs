using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Attention and its gradients by plain loops in double.</summary>
internal sealed class NaiveAttention
{
    private readonly AttentionGeometry g;
    private readonly double[] q;
    private readonly double[] k;
    private readonly double[] v;
    private readonly double[] dy;

    /// <param name="geometry">The sizes.</param>
    /// <param name="data">Query, key, value and the gradient of the output.</param>
    /// <param name="bias">The bias at [batch, head, target, source].</param>
    /// <param name="visible">Whether the mask shows [batch, head, target, source].</param>
    public NaiveAttention(AttentionGeometry geometry, double[][] data, Func<int, int, int, int, double> bias, Func<int, int, int, int, bool> visible)
    {
        g = geometry;
        (q, k, v, dy) = (data[0], data[1], data[2], data[3]);
        (DQuery, DKey, DValue) = (new double[q.Length], new double[k.Length], new double[v.Length]);
        Y = new double[dy.Length];
        DLogits = new double[g.Logits.Length];
        for (int b = 0; b < g.Batch; b++)
        {
            for (int head = 0; head < g.Heads; head++)
            {
                for (int t = 0; t < g.Targets; t++)
                {
                    bool[] shown = [.. Enumerable.Range(0, g.Sources).Select(s => visible(b, head, t, s) && (!g.IsCausal || s <= t))];
                    double[] logits = [.. shown.Select((seen, s) => seen ? (g.Scale * Product(b, head, t, s)) + bias(b, head, t, s) : AttentionGeometry.HiddenLogit)];
                    Row(b, head, t, shown, logits);
                }
            }
        }
    }

    public double[] Y { get; }

    public double[] DQuery { get; }

    public double[] DKey { get; }

    public double[] DValue { get; }

    public double[] DLogits { get; }

    private int Query(int b, int head, int t) => (((b * g.Targets) + t) * g.Heads + head) * g.Size;

    private int Key(int b, int head, int s) => (((b * g.Sources) + s) * g.KeyHeads + (head / g.Group)) * g.Size;

    private int Value(int b, int head, int s) => (((b * g.Sources) + s) * g.KeyHeads + (head / g.Group)) * g.ValueSize;

    private int Output(int b, int head, int t) => (((b * g.Targets) + t) * g.Heads + head) * g.ValueSize;

    private double Product(int b, int head, int t, int s) =>
        Enumerable.Range(0, g.Size).Sum(i => q[Query(b, head, t) + i] * k[Key(b, head, s) + i]);

    private void Row(int b, int head, int t, bool[] shown, double[] logits)
    {
        double max = logits.Max();
        double sum = logits.Sum(logit => Math.Exp(logit - max));
        double[] weights = [.. logits.Select(logit => Math.Exp(logit - max) / sum)];
        double[] dweights = new double[weights.Length];
        for (int s = 0; s < weights.Length; s++)
        {
            for (int i = 0; i < g.ValueSize; i++)
            {
                Y[Output(b, head, t) + i] += weights[s] * v[Value(b, head, s) + i];
                DValue[Value(b, head, s) + i] += weights[s] * dy[Output(b, head, t) + i];
                dweights[s] += dy[Output(b, head, t) + i] * v[Value(b, head, s) + i];
            }
        }

        double mean = weights.Zip(dweights, (weight, gradient) => weight * gradient).Sum();
        for (int s = 0; s < weights.Length; s++)
        {
            double gradient = shown[s] ? weights[s] * (dweights[s] - mean) : 0;
            DLogits[((((b * g.Heads) + head) * g.Targets) + t) * g.Sources + s] = gradient;
            for (int i = 0; i < g.Size; i++)
            {
                DQuery[Query(b, head, t) + i] += g.Scale * gradient * k[Key(b, head, s) + i];
                DKey[Key(b, head, s) + i] += g.Scale * gradient * q[Query(b, head, t) + i];
            }
        }
    }
}
