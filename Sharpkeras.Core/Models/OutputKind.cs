namespace Sharpkeras.Models;

/// <summary>What targets and predictions are, told from their shapes as Keras does for "accuracy" and "crossentropy".</summary>
internal static class OutputKind
{
    public enum Kind
    {
        /// <summary>One output: yes or no.</summary>
        Binary,

        /// <summary>Class numbers: fewer axes in the targets, or a last axis of 1.</summary>
        SparseCategorical,

        /// <summary>One-hot rows.</summary>
        Categorical,
    }

    public static Kind Of(Shape target, Shape prediction)
    {
        if (prediction[^1] == 1)
        {
            return Kind.Binary;
        }

        return target.Rank < prediction.Rank || target[^1] == 1 ? Kind.SparseCategorical : Kind.Categorical;
    }
}
