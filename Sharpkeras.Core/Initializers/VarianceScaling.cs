using Sharpkeras.Diagnostics;

namespace Sharpkeras.Initializers;

/// <summary>
/// Random numbers whose variance is <c>scale / n</c>, where n is the number of inputs (<c>fan_in</c>), of outputs (<c>fan_out</c>)
/// or their mean (<c>fan_avg</c>) of the weight: the family of Glorot and Bengio (2010) and He et al. (2015). For kernels of
/// convolutions the fans count the places of the kernel too.
/// </summary>
public class VarianceScaling : RandomInitializer
{
    private const string Owner = "variance_scaling";

    /// <summary>An initializer of the family.</summary>
    /// <param name="scale">A positive factor.</param>
    /// <param name="mode"><c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>.</param>
    /// <param name="distribution"><c>uniform</c>, <c>untruncated_normal</c> or <c>truncated_normal</c>.</param>
    /// <param name="seed">The seed; null draws one.</param>
    /// <param name="inputAxes">The axes whose lengths multiply to fan_in, with <paramref name="outputAxes"/>; null for those of layers.</param>
    /// <param name="outputAxes">The axes whose lengths multiply to fan_out.</param>
    /// <exception cref="ArgumentException">An argument is outside its range.</exception>
    public VarianceScaling(
        double scale = 1,
        string mode = "fan_in",
        string distribution = "truncated_normal",
        int? seed = null,
        int[]? inputAxes = null,
        int[]? outputAxes = null)
        : base(seed)
    {
        Scale = Check.AboveZero(scale, nameof(scale), Owner);
        Mode = OneOf(mode, "mode", "fan_in", "fan_out", "fan_avg");
        string word = distribution.ToLowerInvariant();
        Distribution = OneOf(word == "normal" ? "truncated_normal" : word, "distribution", "uniform", "untruncated_normal", "truncated_normal");
        InputAxes = inputAxes;
        OutputAxes = outputAxes;
    }

    /// <summary>The factor of the variance.</summary>
    public double Scale { get; }

    /// <summary>Which fan divides the variance.</summary>
    public string Mode { get; }

    /// <summary>The shape of the distribution.</summary>
    public string Distribution { get; }

    /// <summary>The axes whose lengths multiply to fan_in.</summary>
    public int[]? InputAxes { get; }

    /// <summary>The axes whose lengths multiply to fan_out.</summary>
    public int[]? OutputAxes { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The shape lacks an axis that was given.</exception>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32) => Draw(shape, dtype, Fans(shape));

    /// <summary>The same numbers for a weight of which a layer knows the axes; axes that were given stay.</summary>
    internal Initializer WithAxes(int[] inputAxes, int[] outputAxes) =>
        InputAxes == null || OutputAxes == null ? new OfAxes(this, inputAxes, outputAxes) : this;

    private Tensor Draw(Shape shape, DType dtype, (double In, double Out) fans)
    {
        var (fanIn, fanOut) = fans;
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
    private (double In, double Out) Fans(Shape shape)
    {
        if (InputAxes != null && OutputAxes != null)
        {
            return (Product(shape, InputAxes), Product(shape, OutputAxes));
        }

        switch (shape.Rank)
        {
            case 0: return (1, 1);
            case 1: return (shape[0], shape[0]);
            default:
                double places = shape.Length / Math.Max(1.0, (double)shape[^1] * shape[^2]);
                return (shape[^2] * places, shape[^1] * places);
        }
    }

    private static double Product(Shape shape, int[] axes) => axes.Aggregate(1.0, (product, axis) => product * shape[shape.Axis(axis, Owner)]);

    private static string OneOf(string value, string name, params string[] known) => known.Contains(value)
        ? value
        : throw new ArgumentException($"{Owner} — unknown {name}. {Nearest.Describe(value, known)}", name);

    private sealed class OfAxes(VarianceScaling owner, int[] inputAxes, int[] outputAxes) : Initializer
    {
        public override Tensor Call(Shape shape, DType dtype = DType.Float32) =>
            owner.Draw(shape, dtype, (Product(shape, inputAxes), Product(shape, outputAxes)));
    }
}
