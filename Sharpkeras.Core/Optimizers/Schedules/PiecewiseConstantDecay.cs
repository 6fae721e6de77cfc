using Sharpkeras.Diagnostics;

namespace Sharpkeras.Optimizers.Schedules;

/// <summary>One rate up to the first boundary, which belongs to it, another up to the second one, …, and the last one after all.</summary>
/// <example><code>var optimizer = new SGD(new PiecewiseConstantDecay([1000, 2000], [0.1, 0.05, 0.01]));</code></example>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    private const string Owner = "piecewise_constant_decay";

    /// <summary>A schedule.</summary>
    /// <param name="boundaries">The last steps of the rates but the last one, rising.</param>
    /// <param name="values">The rates, not negative; one more than there are boundaries.</param>
    /// <param name="name">A name for the config.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, or the boundaries do not rise.</exception>
    public PiecewiseConstantDecay(int[] boundaries, double[] values, string? name = "PiecewiseConstant")
    {
        if (boundaries.Length == 0 || boundaries.Length != values.Length - 1)
        {
            throw new ArgumentException(
                $"{Owner} — boundaries must be one fewer than values, and one at least. Received {Text.Of(boundaries.Length)} boundaries and {Text.Of(values.Length)} values.", nameof(boundaries));
        }

        if (boundaries.Zip(boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException(
                $"{Owner} — boundaries must rise. Received {Text.List<int>(boundaries, each => Text.Of(each))}.", nameof(boundaries));
        }

        Boundaries = [.. boundaries];
        Values = [.. values.Select(value => Check.NotNegative(value, nameof(values), Owner))];
        Name = name;
    }

    /// <summary>The last steps of the rates but the last one.</summary>
    public int[] Boundaries { get; }

    /// <summary>The rates.</summary>
    public double[] Values { get; }

    /// <summary>The name in the config.</summary>
    public string? Name { get; }

    /// <inheritdoc/>
    public override double Call(long step)
    {
        int place = Array.FindIndex(Boundaries, boundary => step <= boundary);
        return (float)Values[place < 0 ? ^1 : place];
    }
}
