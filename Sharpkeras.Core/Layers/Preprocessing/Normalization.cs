using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// Shifts and scales to mean 0 and variance 1: <c>(x − mean) / max(√variance, 10⁻⁷)</c>, or back again. Mean and variance are given, or
/// computed from data by <see cref="Adapt(Tensor)"/> before the layer is used. The shape stays; integers are converted.
/// </summary>
/// <example>
/// <code>
/// var layer = new Normalization();
/// layer.Adapt(features);
/// </code>
/// </example>
public sealed partial class Normalization : Layer
{
    private const double SmallestDeviation = 1e-7;

    private Variable? mean;
    private Variable? variance;
    private int[] kept = [];

    /// <summary>A normalization of data.</summary>
    /// <param name="axis">
    /// The axes each of whose indices has a mean and a variance of its own, negative from the end; their lengths must be known. The last
    /// one when null; none, <c>[]</c>, gives all values the same mean and variance.
    /// </param>
    /// <param name="mean">The means, of a shape that broadcasts to the lengths of the axes; null to compute them from data.</param>
    /// <param name="variance">The variances, of the same shape, not negative; null to compute them from data.</param>
    /// <param name="invert">Whether to go back: <c>mean + x · max(√variance, 10⁻⁷)</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: training changes none of the weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentException">
    /// One of mean and variance is given without the other, their shapes differ or have more dimensions than there are axes, or a variance is negative.
    /// </exception>
    public Normalization(
        [ConfigName("axis", NullIsEmpty = true)] OneOrMore<int>? axis = null,
        NumberArray? mean = null,
        NumberArray? variance = null,
        bool invert = false,
        string? name = null,
        bool trainable = true,
        DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Axis = axis ?? -1;
        InputMean = mean;
        InputVariance = variance;
        Invert = invert;
        SupportsMasking = true;
        CheckGiven();
    }

    /// <summary>The axes each of whose indices has a mean and a variance of its own.</summary>
    public OneOrMore<int> Axis { get; }

    /// <summary>The means that were given; null when they come from data.</summary>
    public NumberArray? InputMean { get; }

    /// <summary>The variances that were given; null when they come from data.</summary>
    public NumberArray? InputVariance { get; }

    /// <summary>Whether the layer goes back to the original form.</summary>
    public bool Invert { get; }

    /// <summary>The means in use, in the rank of the input with 1 for the other axes; null before the layer is built.</summary>
    public Tensor? Mean => mean == null ? null : Broadcast(mean);

    /// <summary>The variances in use, in the rank of the input with 1 for the other axes; null before the layer is built.</summary>
    public Tensor? Variance => variance == null ? null : Broadcast(variance);

    /// <inheritdoc/>
    public override void Build(Shape inputShape)
    {
        kept = AxisSet.Places(inputShape, Axis.ToArray(), Name);
        Shape lengths = AffineNormalization.KnownLengths(this, inputShape, kept);
        if (InputMean == null)
        {
            mean = AddWeight("mean", lengths, new Initializers.Zeros(), trainable: false);
            variance = AddWeight("variance", lengths, new Initializers.Ones(), trainable: false);
            AddWeight("count", Shape.Scalar, new Initializers.Zeros(), trainable: false, dtype: DType.Int64);
        }
        else
        {
            mean = Given(InputMean, lengths, nameof(mean));
            variance = Given(InputVariance!, lengths, nameof(variance));
        }

        InputSpec = new InputSpec(Rank: inputShape.Rank);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["name"] = Name,
        ["trainable"] = Trainable,
        ["dtype"] = Policy(DType),
        ["axis"] = new JsonArray([.. Axis.Select(axis => (JsonNode?)JsonValue.Create(axis))]),
        ["invert"] = Invert,
        ["mean"] = ConfigJson.Write(InputMean),
        ["variance"] = ConfigJson.Write(InputVariance),
    };

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = input.Cast(DType);
        CheckLengths(x.Shape);
        Tensor center = Broadcast(mean!);
        Tensor root = Ops.Sqrt(Broadcast(variance!));
        Tensor deviation = Ops.Maximum(root, Ops.Constant(SmallestDeviation, root));
        return Invert ? center + (x * deviation) : (x - center) / deviation;
    }

    /// <summary>A value per index of the axes in the rank of the input.</summary>
    private Tensor Broadcast(Variable values)
    {
        int[] shape = Enumerable.Repeat(1, BuildRank).ToArray();
        for (int i = 0; i < kept.Length; i++)
        {
            shape[kept[i]] = values.Shape[i];
        }

        return values.Value.Reshape(shape);
    }

    private int BuildRank => InputSpec!.Rank!.Value;

    /// <exception cref="ShapeException">The input has another length along one of the axes than the layer was built for.</exception>
    private void CheckLengths(Shape shape)
    {
        for (int i = 0; i < kept.Length; i++)
        {
            if (shape[kept[i]] != mean!.Shape[i])
            {
                throw new ShapeException(
                    $"{this} — was built for inputs whose axis {Text.Of(kept[i])} has length {Text.Of(mean.Shape[i])}. Received shape {shape}; make a layer for each shape.");
            }
        }
    }

    private Variable Given(NumberArray numbers, Shape lengths, string what)
    {
        using var scope = new TensorScope();
        if (Check.Broadcast(lengths, numbers.Shape, $"{Name} ({what})") != lengths)
        {
            throw new ShapeException($"{this} — {what} must broadcast to the lengths of the axes, {lengths}. Received shape {numbers.Shape}.");
        }

        return new Variable(numbers.ToTensor(DType).BroadcastTo(lengths), what, trainable: false);
    }

    private void CheckGiven()
    {
        if ((InputMean == null) != (InputVariance == null))
        {
            throw new ArgumentException(
                $"normalization — mean and variance belong together. Received only {(InputMean == null ? "variance" : "mean")}; give both, or none and call Adapt.");
        }

        if (InputMean is { } given && (given.Shape != InputVariance!.Shape || given.Shape.Rank > Axis.Count))
        {
            throw new ArgumentException(
                $"normalization — mean and variance need the same shape, with at most {Text.Of(Axis.Count)} dimensions, one for each axis. Received {given.Shape} and {InputVariance.Shape}.");
        }

        foreach (double number in InputVariance ?? Enumerable.Empty<double>())
        {
            Check.Range(number, 0, double.MaxValue, "variance", "normalization");
        }
    }
}
