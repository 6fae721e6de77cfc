using Sharpkeras.Tests.Operations;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Properties;

/// <summary>
/// Numbers for the inputs of an operation. No two floating ones are close to each other: the range is cut into cells, of which each number
/// gets its own, and lies in the middle half of it.
/// </summary>
internal static class RandomNumbers
{
    /// <summary>How near a number may be to a kink: far more than the step of the differences.</summary>
    private const double Margin = 1e-3;

    public static Nd[] Draw(OpInput[] inputs, int seed)
    {
        var random = new Random(seed);
        int count = (int)inputs.Where(input => input.IsFloating).Sum(input => input.Shape.Length);
        int[] cells = [.. Enumerable.Range(0, (2 * count) + 16)];
        random.Shuffle(cells);
        var free = new Queue<int>(cells);
        return [.. inputs.Select(input => Nd.Of(input.Shape, _ => input.IsFloating
            ? Real(input, free, cells.Length, random)
            : random.Next((int)input.Low, (int)input.High)))];
    }

    private static double Real(OpInput input, Queue<int> free, int cells, Random random)
    {
        while (true)
        {
            double place = (free.Dequeue() + 0.25 + (0.5 * random.NextDouble())) / cells;
            double value = input.Low + ((input.High - input.Low) * place);
            if (input.Kinks.All(kink => Math.Abs(value - kink) > Margin))
            {
                return value;
            }
        }
    }
}
