namespace Sharpkeras.Tests.Optimizers;

/// <summary>A variable of the naive references: its elements, a matrix's sides, and states by name.</summary>
internal sealed class NaiveVariable(int[] shape, double[] values)
{
    private readonly Dictionary<string, double[]> states = [];

    public int[] Shape { get; } = shape;

    public double[] Values { get; } = values;

    public int Length => Values.Length;

    /// <summary>A state, which begins with one value.</summary>
    public double[] State(string name, double initial = 0, int? length = null)
    {
        if (!states.TryGetValue(name, out double[]? state))
        {
            state = new double[length ?? Length];
            Array.Fill(state, initial);
            states.Add(name, state);
        }

        return state;
    }

    public static double Norm(IEnumerable<double> numbers) => Math.Sqrt(numbers.Sum(number => number * number));
}
