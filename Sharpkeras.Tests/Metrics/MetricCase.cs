using Sharpkeras.Metrics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.MetricChecks;

/// <summary>A metric with batches of targets and predictions.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Create">A new metric.</param>
/// <param name="Target">Draws targets for a number of samples.</param>
/// <param name="Prediction">Draws predictions for them.</param>
internal sealed record MetricCase(
    string Name, Func<Metric> Create, Func<Random, int, Tensor> Target, Func<Random, int, Tensor> Prediction)
{
    private const int Classes = 4;

    /// <summary>All metrics of targets and predictions, with other arguments than the defaults too.</summary>
    public static IEnumerable<MetricCase> All =>
    [
        Rows("mse", () => new MeanSquaredError()),
        Rows("mae", () => new MeanAbsoluteError()),
        Rows("mape", () => new MeanAbsolutePercentageError()),
        Rows("msle", () => new MeanSquaredLogarithmicError()),
        Rows("rmse", () => new RootMeanSquaredError()),
        Rows("logcosh", () => new LogCoshError()),
        Rows("cosine", () => new CosineSimilarity()),
        Rows("pearson", () => new PearsonCorrelation()),
        Rows("concordance", () => new ConcordanceCorrelation()),
        Rows("kl", () => new KLDivergence()),
        Rows("poisson", () => new Poisson()),
        Rows("cce", () => new CategoricalCrossentropy(labelSmoothing: 0.1)),
        Rows("r2", () => new R2Score()),
        Rows("r2 of outputs", () => new R2Score(null)),
        Rows("r2 weighted by variance", () => new R2Score(R2Aggregation.VarianceWeightedAverage)),
        Rows("wrapper", () => new MeanMetricWrapper((t, p) => Ops.Mean(p - t, -1), "bias")),
        Rows("top 2", () => new TopKCategoricalAccuracy(2)),
        Rows("categorical accuracy", () => new CategoricalAccuracy()),
        Flags("bce", () => new BinaryCrossentropy(fromLogits: true)),
        Flags("hinge", () => new Hinge()),
        Flags("squared hinge", () => new SquaredHinge()),
        Flags("categorical hinge", () => new CategoricalHinge()),
        Flags("binary accuracy", () => new BinaryAccuracy(threshold: 0.4)),
        Flags("tp", () => new TruePositives([0.2, 0.6])),
        Flags("fp", () => new FalsePositives()),
        Flags("tn, even", () => new TrueNegatives([0, 0.5, 1])),
        Flags("fn", () => new FalseNegatives(0.3)),
        Flags("precision", () => new Precision([0.3, 0.7])),
        Flags("precision of a class", () => new Precision(classId: 2)),
        Flags("recall of the top", () => new Recall(topK: 2)),
        Flags("sensitivity", () => new SensitivityAtSpecificity(0.4)),
        Flags("specificity", () => new SpecificityAtSensitivity(0.4, 7)),
        Flags("precision at recall", () => new PrecisionAtRecall(0.5, classId: 1)),
        Flags("recall at precision", () => new RecallAtPrecision(0.5, 1)),
        Flags("auc", () => new AUC(20)),
        Flags("auc of labels", () => new AUC(thresholds: [0.2, 0.4, 0.9], curve: AucCurve.PR, multiLabel: true, labelWeights: [1, 2, 0, 1])),
        Flags("f1", () => new F1Score(Average.Weighted, threshold: 0.5)),
        Flags("f-beta", () => new FBetaScore(beta: 2)),
        Numbers("accuracy", () => new Accuracy()),
        Numbers("mean iou", () => new MeanIoU(Classes)),
        Numbers("iou", () => new IoU(Classes, [1, 3], ignoreClass: 0)),
        Sparse("sparse cce", () => new SparseCategoricalCrossentropy(ignoreClass: 1)),
        Sparse("sparse accuracy", () => new SparseCategoricalAccuracy()),
        Sparse("sparse top 2", () => new SparseTopKCategoricalAccuracy(2)),
        Sparse("mean iou of scores", () => new MeanIoU(Classes, sparseYPred: false)),
        new("binary iou", () => new BinaryIoU(threshold: 0.4), (r, n) => Whole(r, [n], 2), (r, n) => Uniform(r, [n])),
        new("one-hot iou", () => new OneHotIoU(Classes, [0, 2]), (r, n) => Uniform(r, [n, Classes]), (r, n) => Uniform(r, [n, Classes])),
        new("one-hot mean iou", () => new OneHotMeanIoU(Classes), (r, n) => Uniform(r, [n, Classes]), (r, n) => Uniform(r, [n, Classes])),
    ];

    public override string ToString() => Name;

    private static MetricCase Rows(string name, Func<Metric> create) =>
        new(name, create, (r, n) => Uniform(r, [n, Classes]), (r, n) => Uniform(r, [n, Classes]));

    private static MetricCase Flags(string name, Func<Metric> create) =>
        new(name, create, (r, n) => Whole(r, [n, Classes], 2), (r, n) => Uniform(r, [n, Classes]));

    private static MetricCase Numbers(string name, Func<Metric> create) =>
        new(name, create, (r, n) => Whole(r, [n], Classes), (r, n) => Whole(r, [n], Classes));

    private static MetricCase Sparse(string name, Func<Metric> create) =>
        new(name, create, (r, n) => Whole(r, [n], Classes).Cast(DType.Int32), (r, n) => Uniform(r, [n, Classes]));

    private static Tensor Uniform(Random random, Shape shape) =>
        Nd.Of(shape, _ => 0.05 + (0.9 * random.NextDouble())).To(DType.Float32, Device.Default);

    private static Tensor Whole(Random random, Shape shape, int below) => Nd.Of(shape, _ => random.Next(below)).To(DType.Float32, Device.Default);
}
