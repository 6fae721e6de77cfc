namespace Sharpkeras.Metrics;

/// <summary>Intersection over union averaged over all classes that occur, for targets with a value for each class.</summary>
/// <param name="numClasses">How many classes there are, positive.</param>
/// <param name="name">The name in logs.</param>
/// <param name="dtype">The type of the state. With an integer type fractions of sample weights are cut off.</param>
/// <param name="ignoreClass">A class of targets whose samples do not count; null for none.</param>
/// <param name="sparseYPred">Whether predictions are class numbers; else they have a value for each class.</param>
/// <param name="axis">The axis of the classes.</param>
/// <example><code>model.Compile("adam", "categorical_crossentropy", metrics: [new OneHotMeanIoU(4)]);</code></example>
public sealed class OneHotMeanIoU(
    int numClasses, string? name = null, DType dtype = DType.Int64, int? ignoreClass = null, bool sparseYPred = false, int axis = -1)
    : MeanIoU(numClasses, name, dtype, ignoreClass, sparseYTrue: false, sparseYPred, axis);
