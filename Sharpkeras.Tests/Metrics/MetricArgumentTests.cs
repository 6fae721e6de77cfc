using Sharpkeras.Metrics;

namespace Sharpkeras.Tests.MetricChecks;

/// <summary>Names of metrics, and what their constructors and updates refuse.</summary>
public sealed class MetricArgumentTests
{
    private static IEnumerable<TestCaseData> Refusals() =>
    [
        Case("accuracy threshold", () => new BinaryAccuracy(threshold: 2), "binary_accuracy", "threshold", "[0, 1]", "2"),
        Case("top k", () => new TopKCategoricalAccuracy(0), "k", "positive", "0"),
        Case("sparse top k", () => new SparseTopKCategoricalAccuracy(-1, "mine"), "mine", "k", "positive", "-1"),
        Case("threshold", () => new Precision(1.5), "precision", "thresholds", "[0, 1]", "1.5"),
        Case("thresholds", () => new Recall([0.1, double.NaN]), "recall", "thresholds", "[0, 1]", "NaN"),
        Case("no thresholds", () => new TruePositives([]), "true_positives", "thresholds", "none"),
        Case("count thresholds", () => new FalseNegatives(-0.1), "false_negatives", "[0, 1]", "-0.1"),
        Case("precision top k", () => new Precision(topK: 0), "topK", "positive", "0"),
        Case("class", () => new Recall(classId: -1), "classId", "at least 0", "-1"),
        Case("specificity", () => new SensitivityAtSpecificity(1.2), "specificity", "[0, 1]", "1.2"),
        Case("sensitivity", () => new SpecificityAtSensitivity(-1), "sensitivity", "[0, 1]", "-1"),
        Case("recall", () => new PrecisionAtRecall(double.NaN), "recall", "[0, 1]", "NaN"),
        Case("precision", () => new RecallAtPrecision(2), "precision", "[0, 1]", "2"),
        Case("no threshold", () => new RecallAtPrecision(0.5, 0), "numThresholds", "positive", "0"),
        Case(
            "means in integers", () => Updated(new MeanMetricWrapper((yTrue, yPred) => yTrue - yPred, "whole", DType.Int64), [2, 3], [2, 3]), "whole", "float32", "int64"),
        Case("auc of one", () => new AUC(1), "auc", "numThresholds", "at least 2", "1"),
        Case("auc thresholds", () => new AUC(thresholds: [0.5, 1.1]), "thresholds", "[0, 1]", "1.1"),
        Case("auc curve", () => new AUC(curve: (AucCurve)9), "curve", "Roc", "9"),
        Case("auc summation", () => new AUC(summationMethod: (AucSummation)9), "summationMethod", "Majoring", "9"),
        Case("auc labels", () => new AUC(numLabels: 3), "numLabels", "multiLabel"),
        Case("auc label weights", () => new AUC(multiLabel: true, numLabels: 3, labelWeights: [1, 2]), "labelWeights", "3", "2"),
        Case("auc negative weight", () => new AUC(labelWeights: [-1]), "labelWeights", "at least 0", "-1"),
        Case("beta", () => new FBetaScore(beta: 0), "fbeta_score", "beta", "above 0", "0"),
        Case("f threshold", () => new F1Score(threshold: 0), "f1_score", "threshold", "(0, 1]", "0"),
        Case("average", () => new F1Score((Average)9), "average", "Macro", "9"),
        Case("regressors", () => new R2Score(numRegressors: -1), "r2_score", "numRegressors", "at least 0", "-1"),
        Case("classes", () => new MeanIoU(0), "mean_io_u", "numClasses", "positive", "0"),
        Case("class id", () => new IoU(3, [0, 3]), "io_u", "targetClassIds", "[0, 2]", "3"),
        Case("no class id", () => new OneHotIoU(3, []), "targetClassIds", "none"),
        Case("iou threshold", () => new BinaryIoU(threshold: -1), "threshold", "[0, 1]", "-1"),
        Case("smoothing", () => new CategoricalCrossentropy(labelSmoothing: 3), "labelSmoothing", "[0, 1]", "3"),
        Case("f shape", () => Updated(new F1Score(), [3], [3]), "f1_score", "[batch, classes]", "[3]"),
        Case("r2 shape", () => Updated(new R2Score(), [3], [3]), "r2_score", "[batch, outputs]", "[3]"),
        Case("auc shape", () => Updated(new AUC(multiLabel: true), [3], [3]), "auc", "rank 2", "[3]"),
        Case("class outside", () => Updated(new Precision(classId: 4), [3, 4], [3, 4]), "class_id", "more than 4", "[3, 4]"),
        Case("too many of the top", () => Updated(new Precision(topK: 5), [3, 4], [3, 4]), "top_k", "5", "[3, 4]"),
        Case("shapes", () => Updated(new AUC(), [3, 2], [3, 4]), "auc", "[3, 2]", "[3, 4]"),
        Case("iou count", () => Updated(new MeanIoU(2), [3], [4]), "mean_io_u", "[3]", "[4]"),
        Case("name", () => (Metric)"acuracy", "metric", "acuracy", "accuracy"),
    ];

    [TestCaseSource(nameof(Refusals))]
    public void Refused(object action, object parts)
    {
        NUnit.Framework.Constraints.Constraint wanted = Throws.InstanceOf<ArgumentException>();
        foreach (string part in (string[])parts)
        {
            wanted = wanted.And.Message.Contains(part);
        }

        Assert.That(() => ((Func<object>)action)(), wanted);
    }

    [TestCase("mse", typeof(MeanSquaredError))]
    [TestCase("MAE", typeof(MeanAbsoluteError))]
    [TestCase("mape", typeof(MeanAbsolutePercentageError))]
    [TestCase("msle", typeof(MeanSquaredLogarithmicError))]
    [TestCase("bce", typeof(BinaryCrossentropy))]
    [TestCase("auc", typeof(AUC))]
    [TestCase("AUC", typeof(AUC))]
    [TestCase("precision", typeof(Precision))]
    [TestCase("recall", typeof(Recall))]
    [TestCase("f1_score", typeof(F1Score))]
    [TestCase("fbeta_score", typeof(FBetaScore))]
    [TestCase("r2_score", typeof(R2Score))]
    [TestCase("root_mean_squared_error", typeof(RootMeanSquaredError))]
    [TestCase("cosine_similarity", typeof(CosineSimilarity))]
    [TestCase("log_cosh_error", typeof(LogCoshError))]
    [TestCase("binary_io_u", typeof(BinaryIoU))]
    [TestCase("true_positives", typeof(TruePositives))]
    [TestCase("top_k_categorical_accuracy", typeof(TopKCategoricalAccuracy))]
    public void NamesGiveMetricsOfThatName(string name, Type type)
    {
        Metric metric = name;
        Assert.That(metric, Is.InstanceOf(type));
        Assert.That(metric.Name, Is.EqualTo(name));
    }

    [TestCase("accuracy", 1, typeof(BinaryAccuracy))]
    [TestCase("Accuracy", 0, typeof(SparseCategoricalAccuracy))]
    [TestCase("acc", 3, typeof(CategoricalAccuracy))]
    [TestCase("crossentropy", 1, typeof(BinaryCrossentropy))]
    [TestCase("ce", 0, typeof(SparseCategoricalCrossentropy))]
    [TestCase("ce", 3, typeof(CategoricalCrossentropy))]
    [TestCase("mae", 3, typeof(MeanAbsoluteError))]
    public void NamesAreResolvedByShapes(string name, int columns, Type type)
    {
        Shape target = columns == 0 ? [8] : [8, columns];
        Metric metric = MetricNames.Resolve(name, target, [8, columns == 0 ? 3 : columns]);
        Assert.That(metric, Is.InstanceOf(type));
        Assert.That(metric.Name, Is.EqualTo(name));
    }

    [Test]
    public void SeveralResultsAreReadTogether()
    {
        var metric = new Precision([0.3, 0.7]);
        Updated(metric, [4], [4]);
        Assert.That(metric.Results(), Has.Length.EqualTo(2));
        Assert.That(metric.Result, Throws.InvalidOperationException.With.Message.Contains("2 results"));
    }

    [Test]
    public void BothFormsOfThresholdsAreKept()
    {
        Assert.That(new Precision(0.4).GetConfig()["thresholds"]!.ToJsonString(), Is.EqualTo("0.4"));
        Assert.That(new Precision([0.4]).GetConfig()["thresholds"]!.ToJsonString(), Is.EqualTo("[0.4]"));
        Assert.That(new Precision().GetConfig()["thresholds"], Is.Null);
        Assert.That(new AUC(thresholds: [0.9, 0.2]).GetConfig()["thresholds"]!.ToJsonString(), Is.EqualTo("[0.2,0.9]"));
        Assert.That(new AUC().GetConfig().ContainsKey("thresholds"), Is.False);
    }

    private static Metric Updated(Metric metric, Shape target, Shape prediction)
    {
        metric.UpdateState(Ops.Zeros(target), Ops.Zeros(prediction));
        return metric;
    }

    private static TestCaseData Case(string name, Func<object> action, params string[] parts) =>
        new TestCaseData(action, parts).SetArgDisplayNames(name);
}
