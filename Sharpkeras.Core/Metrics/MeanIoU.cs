namespace Sharpkeras.Metrics;

/// <summary>Intersection over union, averaged over all classes that occur.</summary>
/// <param name="numClasses">How many classes there are, positive.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state. With an integer type fractions of sample weights are cut off.</param>
/// <param name="ignoreClass">A class of targets whose samples do not count; null for none.</param>
/// <param name="sparseYTrue">Whether targets are class numbers; else they have a value for each class.</param>
/// <param name="sparseYPred">Whether predictions are class numbers; else they have a value for each class.</param>
/// <param name="axis">The axis of the classes where there is a value for each.</param>
/// <example><code>model.Compile("adam", "sparse_categorical_crossentropy", metrics: [new MeanIoU(4, sparseYPred: false)]);</code></example>
public class MeanIoU(
    int numClasses,
    string? name = null,
    DType dtype = DType.Int64,
    int? ignoreClass = null,
    bool sparseYTrue = true,
    bool sparseYPred = true,
    int axis = -1)
    : IoU(numClasses, [.. Enumerable.Range(0, Math.Max(numClasses, 0))], name, dtype, ignoreClass, sparseYTrue, sparseYPred, axis);
