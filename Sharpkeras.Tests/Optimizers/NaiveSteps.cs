namespace Sharpkeras.Tests.Optimizers;

/// <summary>The papers' steps, an element at a time in float64. A step has a gradient, the number t from 1, and a rate.</summary>
internal static class NaiveSteps
{
    public delegate void Step(NaiveVariable variable, double[] gradient, int t, double rate);

    public static Step Sgd(double momentum, bool nesterov) => (w, g, _, rate) =>
    {
        double[] v = w.State("v");
        for (int i = 0; i < w.Length; i++)
        {
            v[i] = (momentum * v[i]) - (rate * g[i]);
            w.Values[i] += nesterov ? (momentum * v[i]) - (rate * g[i]) : v[i];
        }
    };

    public static Step Adam(double b1, double b2, double epsilon, bool amsgrad = false) => (w, g, t, rate) =>
    {
        double[] m = w.State("m");
        double[] v = w.State("v");
        double[] top = w.State("top");
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (b1 * m[i]) + ((1 - b1) * g[i]);
            v[i] = (b2 * v[i]) + ((1 - b2) * g[i] * g[i]);
            top[i] = amsgrad ? Math.Max(top[i], v[i]) : v[i];
            double corrected = rate * Math.Sqrt(1 - Math.Pow(b2, t)) / (1 - Math.Pow(b1, t));
            w.Values[i] -= corrected * m[i] / (Math.Sqrt(top[i]) + epsilon);
        }
    };

    public static Step Adamax(double b1, double b2, double epsilon) => (w, g, t, rate) =>
    {
        double[] m = w.State("m");
        double[] u = w.State("u");
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (b1 * m[i]) + ((1 - b1) * g[i]);
            u[i] = Math.Max(b2 * u[i], Math.Abs(g[i]));
            w.Values[i] -= rate / (1 - Math.Pow(b1, t)) * m[i] / (u[i] + epsilon);
        }
    };

    public static Step Nadam(double b1, double b2, double epsilon) => (w, g, t, rate) =>
    {
        double Momentum(int step) => b1 * (1 - (0.5 * Math.Pow(0.96, step)));
        double product = Enumerable.Range(1, t).Aggregate(1.0, (sofar, step) => sofar * Momentum(step));
        double[] m = w.State("m");
        double[] v = w.State("v");
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (b1 * m[i]) + ((1 - b1) * g[i]);
            v[i] = (b2 * v[i]) + ((1 - b2) * g[i] * g[i]);
            double ahead = (Momentum(t + 1) * m[i] / (1 - (product * Momentum(t + 1)))) + ((1 - Momentum(t)) * g[i] / (1 - product));
            w.Values[i] -= rate * ahead / (Math.Sqrt(v[i] / (1 - Math.Pow(b2, t))) + epsilon);
        }
    };

    public static Step RmsProp(double rho, double momentum, double epsilon, bool centered) => (w, g, _, rate) =>
    {
        double[] v = w.State("v");
        double[] mean = w.State("mean");
        double[] last = w.State("last");
        for (int i = 0; i < w.Length; i++)
        {
            v[i] = (rho * v[i]) + ((1 - rho) * g[i] * g[i]);
            mean[i] = centered ? (rho * mean[i]) + ((1 - rho) * g[i]) : 0;
            last[i] = (momentum * last[i]) + (rate * g[i] / Math.Sqrt(v[i] - (mean[i] * mean[i]) + epsilon));
            w.Values[i] -= last[i];
        }
    };

    public static Step Adagrad(double initial, double epsilon) => (w, g, _, rate) =>
    {
        double[] sum = w.State("sum", initial);
        for (int i = 0; i < w.Length; i++)
        {
            sum[i] += g[i] * g[i];
            w.Values[i] -= rate * g[i] / Math.Sqrt(sum[i] + epsilon);
        }
    };

    public static Step Adadelta(double rho, double epsilon) => (w, g, _, rate) =>
    {
        double[] gradients = w.State("gradients");
        double[] steps = w.State("steps");
        for (int i = 0; i < w.Length; i++)
        {
            gradients[i] = (rho * gradients[i]) + ((1 - rho) * g[i] * g[i]);
            double step = g[i] * Math.Sqrt(steps[i] + epsilon) / Math.Sqrt(gradients[i] + epsilon);
            steps[i] = (rho * steps[i]) + ((1 - rho) * step * step);
            w.Values[i] -= rate * step;
        }
    };

    public static Step Ftrl(double power, double initial, double l1, double l2, double shrinkage, double beta) => (w, g, _, rate) =>
    {
        double[] n = w.State("n", initial);
        double[] z = w.State("z");
        for (int i = 0; i < w.Length; i++)
        {
            double next = n[i] + (g[i] * g[i]);
            double sigma = (Math.Pow(next, -power) - Math.Pow(n[i], -power)) / rate;
            z[i] += g[i] + (2 * shrinkage * w.Values[i]) - (sigma * w.Values[i]);
            n[i] = next;
            double divisor = (Math.Pow(next, -power) / rate) + (2 * l2) + (beta / rate);
            w.Values[i] = Math.Abs(z[i]) <= l1 ? 0 : ((Math.Sign(z[i]) * l1) - z[i]) / divisor;
        }
    };

    public static Step Lion(double b1, double b2) => (w, g, _, rate) =>
    {
        double[] m = w.State("m");
        for (int i = 0; i < w.Length; i++)
        {
            w.Values[i] -= rate * Math.Sign((b1 * m[i]) + ((1 - b1) * g[i]));
            m[i] = (b2 * m[i]) + ((1 - b2) * g[i]);
        }
    };

    public static Step Lamb(double b1, double b2, double epsilon) => (w, g, t, rate) =>
    {
        double[] m = w.State("m");
        double[] v = w.State("v");
        double[] direction = new double[w.Length];
        for (int i = 0; i < w.Length; i++)
        {
            m[i] = (b1 * m[i]) + ((1 - b1) * g[i]);
            v[i] = (b2 * v[i]) + ((1 - b2) * g[i] * g[i]);
            direction[i] = m[i] / (1 - Math.Pow(b1, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(b2, t))) + epsilon);
        }

        double length = NaiveVariable.Norm(w.Values);
        double step = NaiveVariable.Norm(direction);
        for (int i = 0; i < w.Length; i++)
        {
            w.Values[i] -= rate * (length > 0 && step > 0 ? length / step : 1) * direction[i];
        }
    };
}
