using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>
/// Intersection over union: true positives / (true positives + false positives + false negatives) of chosen classes, averaged over those
/// that occur. y_true and y_pred hold class numbers or a value for each class. Class numbers outside of [0, classes) do not count.
/// </summary>
/// <example><code>var iou = new IoU(numClasses: 3, targetClassIds: [1, 2]); iou.UpdateState(labels, predictedLabels);</code></example>
public class IoU : Metric
{
    private const float Epsilon = (float)Losses.Numeric.Epsilon;

    private readonly Variable matrix;
    private readonly Variable broken;
    private bool warned;

    /// <summary>A metric.</summary>
    /// <param name="numClasses">How many classes there are, positive.</param>
    /// <param name="targetClassIds">The classes whose overlap is averaged.</param>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state. With an integer type fractions of sample weights are cut off.</param>
    /// <param name="ignoreClass">A class of targets whose samples do not count; null for none.</param>
    /// <param name="sparseYTrue">Whether targets are class numbers; else they have a value for each class.</param>
    /// <param name="sparseYPred">Whether predictions are class numbers; else they have a value for each class.</param>
    /// <param name="axis">The axis of the classes where there is a value for each.</param>
    /// <exception cref="ArgumentException">There is no such class, or none at all.</exception>
    public IoU(
        int numClasses,
        int[] targetClassIds,
        string? name = null,
        DType dtype = DType.Int64,
        int? ignoreClass = null,
        bool sparseYTrue = true,
        bool sparseYPred = true,
        int axis = -1)
        : base(name, dtype)
    {
        NumClasses = Check.Positive(numClasses, nameof(numClasses), Name);
        TargetClassIds = CheckIds(targetClassIds);
        IgnoreClass = ignoreClass;
        SparseYTrue = sparseYTrue;
        SparseYPred = sparseYPred;
        Axis = axis;
        matrix = AddVariable("total_confusion_matrix", [numClasses, numClasses]);
        broken = AddVariable("not_a_number", []);
    }

    /// <summary>How many classes there are.</summary>
    public int NumClasses { get; }

    /// <summary>The classes whose overlap is averaged.</summary>
    public int[] TargetClassIds { get; }

    /// <summary>The class of targets whose samples do not count.</summary>
    public int? IgnoreClass { get; }

    /// <summary>Whether targets are class numbers.</summary>
    public bool SparseYTrue { get; }

    /// <summary>Whether predictions are class numbers.</summary>
    public bool SparseYPred { get; }

    /// <summary>The axis of the classes where there is a value for each.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        NoteBroken(yTrue);
        NoteBroken(yPred);
        Tensor target = Classes(SparseYTrue ? yTrue : Ops.ArgMax(yTrue, Axis));
        Tensor prediction = Classes(SparseYPred ? yPred : Ops.ArgMax(yPred, Axis));
        if (target.Length != prediction.Length)
        {
            throw new ShapeException($"{Name} — targets and predictions must be as many. Received {yTrue.Shape} and {yPred.Shape}.");
        }

        Tensor counts = Ops.LogicalAnd(IsClass(target), IsClass(prediction));
        if (IgnoreClass is { } ignored)
        {
            counts = Ops.LogicalAnd(counts, Ops.NotEqual(target, Ops.Constant(ignored, target)));
        }

        Tensor weight = Weights(sampleWeight, target);
        Add(target.Reshape([-1]), prediction.Reshape([-1]), weight.Reshape([-1]), counts.Reshape([-1]));
    }

    /// <inheritdoc/>
    public override double Result()
    {
        if (Read(broken)[0] > 0)
        {
            return double.NaN;
        }

        double[] counts = Read(matrix);
        float sum = 0;
        int valid = 0;
        foreach (int id in TargetClassIds)
        {
            double row = Enumerable.Range(0, NumClasses).Sum(i => counts[(id * NumClasses) + i]);
            double column = Enumerable.Range(0, NumClasses).Sum(i => counts[(i * NumClasses) + id]);
            double both = counts[(id * NumClasses) + id];
            float union = (float)(row + column - both);
            if (union > 1e-9f)
            {
                sum += (float)both / (union + Epsilon);
                valid++;
            }
        }

        return sum / (valid + Epsilon);
    }

    /// <summary>Remembers that a batch held something that is no number, which a class number cannot say.</summary>
    private protected void NoteBroken(Tensor values)
    {
        if (values.DType.IsFloating())
        {
            broken.AssignAdd(Ops.Max(Ops.NotEqual(values, values).Cast(DType.Int32)).Cast(DType));
        }
    }

    private static Tensor Classes(Tensor values)
    {
        if (!values.DType.IsFloating())
        {
            return values.Cast(DType.Int64);
        }

        // Beyond ±2³¹ is no class, and what is no number is noted; both must not become a class by the conversion.
        Tensor known = Ops.Where(Ops.Equal(values, values), values, Ops.Constant(-1, values));
        return Ops.Clip(known, -2147483648.0, 2147483520.0).Cast(DType.Int64);
    }

    private Tensor IsClass(Tensor classes) => Ops.LogicalAnd(classes >= 0, classes < NumClasses);

    private void Add(Tensor target, Tensor prediction, Tensor weight, Tensor counts)
    {
        Tensor place = Ops.Where(counts, (target * NumClasses) + prediction, Ops.ZerosLike(target));
        Tensor own = Ops.Where(counts, weight, Ops.ZerosLike(weight));
        Backend backend = Backend.Of(own);
        Tensor batch = backend.Rent(matrix.Shape, DType);
        backend.Fill(batch, 0);
        backend.ScatterAdd(own, place, batch, 1, NumClasses * NumClasses, 1);
        matrix.AssignAdd(batch);
    }

    private Tensor Weights(Tensor? sampleWeight, Tensor target)
    {
        if (sampleWeight == null)
        {
            return Ops.OnesLike(target).Cast(DType);
        }

        if (sampleWeight.DType.IsFloating() && !DType.IsFloating() && !warned)
        {
            warned = true;
            Log.Warn($"{Name} — counts in {DType.KerasName()}, so fractions of sample weights are cut off. Pass dtype: DType.Float32 to keep them.");
        }

        return Losses.SampleWeights.Full(sampleWeight.Cast(DType), target.Cast(DType), Name);
    }

    private int[] CheckIds(int[] ids)
    {
        foreach (int id in ids)
        {
            if (id < 0 || id >= NumClasses)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(TargetClassIds), $"{Name} — targetClassIds must lie in [0, {NumClasses - 1}]. Received {id}.");
            }
        }

        return ids.Length > 0 ? [.. ids] : throw new ArgumentException($"{Name} — targetClassIds needs a class or more. Received none.");
    }
}
