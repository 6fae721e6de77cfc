using Sharpkeras.Diagnostics;

namespace Sharpkeras.Initializers;

/// <summary>
/// Random numbers whose variance is <c>scale / n</c>, where n is the number of inputs (<c>fan_in</c>), of outputs (<c>fan_out</c>)
/// or their mean (<c>fan_avg</c>) of the weight: the family of Glorot and Bengio (2010) and He et al. (2015). For kernels of
/// convolutions the fans count the places of the kernel too.
/// </summary>
public class VarianceScaling : RandomInitializer
{
    /// <summary>An initializer of the family.</summary>
    /// <param name="scale">A positive factor.</param>
    /// <param name="mode"><c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>.</param>
    /// <param name="distribution"><c>uniform</c>, <c>untruncated_normal</c> or <c>truncated_normal</c>.</param>
    /// <param name="seed">The seed; null draws one.</param>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public VarianceScaling(double scale = 1, string mode = "fan_in", string distribution = "truncated_normal", int? seed = null)
        : base(seed)
    {
        Scale = scale > 0 ? scale : throw new ArgumentOutOfRangeException(nameof(scale), $"variance_scaling — scale must be positive. Received {Text.Of(scale)}.");
        Mode = OneOf(mode, "mode", "fan_in", "fan_out", "fan_avg");
        Distribution = OneOf(distribution == "normal" ? "truncated_normal" : distribution, "distribution", "uniform", "untruncated_normal", "truncated_normal");
    }

    /// <summary>The factor of the variance.</summary>
    public double Scale { get; }

    /// <summary>Which fan divides the variance.</summary>
    public string Mode { get; }

    /// <summary>The shape of the distribution.</summary>
    public string Distribution { get; }

    /// <inheritdoc/>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        var (fanIn, fanOut) = Fans(shape);
        double fan = Mode == "fan_in" ? fanIn : Mode == "fan_out" ? fanOut : (fanIn + fanOut) / 2;
        double variance = Scale / Math.Max(1, fan);
        Tensor values = Rent(shape, dtype);
        switch (Distribution)
        {
            case "uniform":
                double limit = Math.Sqrt(3 * variance);
                RandomFill.Uniform(values, Key, -limit, limit);
                break;
            case "untruncated_normal":
                RandomFill.Normal(values, Key, 0, Math.Sqrt(variance));
                break;
            default:
                RandomFill.TruncatedNormal(values, Key, 0, Math.Sqrt(variance) / RandomFill.TruncatedDeviation);
                break;
        }

        return values;
    }

    /// <summary>How many values one output reads, and how many outputs one input reaches.</summary>
    private static (double In, double Out) Fans(Shape shape)
    {
        switch (shape.Rank)
        {
            case 0: return (1, 1);
            case 1: return (shape[0], shape[0]);
            default:
                double places = shape.Length / Math.Max(1.0, (double)shape[^1] * shape[^2]);
                return (shape[^2] * places, shape[^1] * places);
        }
    }

    private static string OneOf(string value, string name, params string[] known) => known.Contains(value)
        ? value
        : throw new ArgumentException($"variance_scaling — unknown {name}. {Nearest.Describe(value, known)}", name);
}
