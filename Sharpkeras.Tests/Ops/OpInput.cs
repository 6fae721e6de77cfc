using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>An input of an operation under test: a shape and the range its numbers are drawn from.</summary>
/// <param name="Shape">The dimensions.</param>
/// <param name="Low">The least number.</param>
/// <param name="High">The greatest number; for whole numbers the first that does not occur.</param>
/// <param name="DType">A fixed type, or null for the floating type under test.</param>
internal sealed record OpInput(Shape Shape, double Low = -2, double High = 2, DType? DType = null)
{
    /// <summary>Numbers near these are left out: the derivative jumps there.</summary>
    public double[] Kinks { get; init; } = [];

    public bool IsFloating => DType == null;

    /// <summary>The same numbers each time; float32 numbers in every case, so that all types compute from the same.</summary>
    public Nd Draw(int seed)
    {
        var random = new Random(seed);
        return Nd.Of(Shape, _ => IsFloating ? Real(random) : random.Next((int)Low, (int)High));
    }

    private double Real(Random random)
    {
        while (true)
        {
            float value = (float)(Low + ((High - Low) * random.NextDouble()));
            if (Kinks.All(kink => Math.Abs(value - kink) > 0.01))
            {
                return value;
            }
        }
    }
}
