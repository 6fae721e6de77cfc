using Sharpkeras.Losses;
using Sharpkeras.Tests.Support;
using Folding = Sharpkeras.Losses.Reduction;

namespace Sharpkeras.Tests.LossChecks;

/// <summary>A loss with targets and predictions that keep away from its kinks.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Create">The loss with a reduction.</param>
/// <param name="Target">The targets, [batch, …].</param>
/// <param name="Prediction">The predictions, [batch, …].</param>
/// <param name="IsPerSample">Whether the loss of a sample does not depend on the others.</param>
internal sealed record LossCase(
    string Name, Func<Folding, Loss> Create, Nd Target, Nd Prediction, bool IsPerSample = true)
{
    private const int Batch = 5;

    private const int Width = 3;

    private static readonly Shape Matrix = [Batch, Width];

    /// <summary>All losses, with other arguments than the defaults too.</summary>
    public static IEnumerable<LossCase> All =>
    [
        Real("mse", r => new MeanSquaredError(r)),
        Real("mae", r => new MeanAbsoluteError(r)),
        Real("mape", r => new MeanAbsolutePercentageError(r)),
        Shares("msle", r => new MeanSquaredLogarithmicError(r)),
        Real("log_cosh", r => new LogCosh(r)),
        Real("huber", r => new Huber(0.8, r)),
        Real("cosine", r => new CosineSimilarity(reduction: r)),
        Binary("hinge", r => new Hinge(r)),
        Binary("squared_hinge", r => new SquaredHinge(r)),
        Binary("categorical_hinge", r => new CategoricalHinge(r)),
        Shares("kl_divergence", r => new KLDivergence(r)),
        Shares("poisson", r => new Poisson(r)),
        Binary("bce", r => new BinaryCrossentropy(labelSmoothing: 0.2, reduction: r)),
        Binary("bce from logits", r => new BinaryCrossentropy(fromLogits: true, reduction: r)),
        Binary("binary focal", r => new BinaryFocalCrossentropy(true, 0.3, 1.7, labelSmoothing: 0.1, reduction: r)),
        Binary("binary focal, gamma 0", r => new BinaryFocalCrossentropy(gamma: 0, fromLogits: true, reduction: r)),
        Shares("cce", r => new CategoricalCrossentropy(labelSmoothing: 0.1, reduction: r)),
        Shares("cce from logits", r => new CategoricalCrossentropy(true, reduction: r)),
        Shares("categorical focal", r => new CategoricalFocalCrossentropy(0.4, 1.5, labelSmoothing: 0.1, reduction: r)),
        Shares("categorical focal, by class", r => new CategoricalFocalCrossentropy([0.1, 0.2, 0.3], fromLogits: true, reduction: r)),
        Classes("sparse cce", r => new SparseCategoricalCrossentropy(reduction: r)),
        Classes("sparse cce, a class ignored", r => new SparseCategoricalCrossentropy(true, 1, r)),
        Classes("generalized cross-entropy", r => new CategoricalGeneralizedCrossEntropy(0.7, r)),
        Binary("dice", r => new Dice(r)) with { IsPerSample = false },
        Binary("dice of samples", r => new Dice(r, axis: 1)),
        Binary("tversky", r => new Tversky(0.3, 0.9, r, axis: [0, 1])) with { IsPerSample = false },
        Binary("tversky of samples", r => new Tversky(0.3, 0.9, r, axis: -1)),
        new("circle", r => new Circle(4, 0.25, reduction: r), Nd.Of([Batch], i => i[0] % 2), Unit(), IsPerSample: false),
    ];

    public override string ToString() => Name;

    public Tensor Targets(DType dtype = DType.Float64) => Target.To(dtype, Device.Default);

    public Tensor Predictions(DType dtype = DType.Float64) => Prediction.To(dtype, Device.Default);

    private static LossCase Real(string name, Func<Folding, Loss> create) =>
        new(name, create, Draw(1, 0.2, 1.5), Draw(2, -1.5, 0.1));

    private static LossCase Shares(string name, Func<Folding, Loss> create) =>
        new(name, create, Draw(3, 0.1, 0.9), Draw(4, 0.1, 0.9));

    private static LossCase Binary(string name, Func<Folding, Loss> create) =>
        new(name, create, Nd.Of(Matrix, i => (i[0] + i[1]) % 2), Draw(5, 0.1, 0.9));

    private static LossCase Classes(string name, Func<Folding, Loss> create) =>
        new(name, create, Nd.Of([Batch], i => i[0] % Width), Draw(6, 0.1, 0.9));

    private static Nd Draw(int seed, double low, double high)
    {
        var random = new Random(seed);
        return Nd.Of(Matrix, _ => low + ((high - low) * random.NextDouble()));
    }

    /// <summary>Vectors of length 1, no two of which are nearly one.</summary>
    private static Nd Unit() => Nd.Of([Batch, 2], i => i[1] == 0 ? Math.Cos(1.1 * i[0]) : Math.Sin(1.1 * i[0]));
}
