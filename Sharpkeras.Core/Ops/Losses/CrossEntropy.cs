using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>What Keras keeps probabilities away from 0 and 1 with.</summary>
    private const double Epsilon = 1e-7;

    /// <summary>
    /// −ln of the probability of the right class. Where the output is a softmax's, it is computed from what went into that, so that no
    /// digits are lost; else probabilities are cut to [1e-7, 1 − 1e-7] and then divided by their sum, as Keras on TensorFlow does.
    /// </summary>
    /// <param name="target">The class of each sample, [batch, …]; integers, or floats with whole values.</param>
    /// <param name="output">Probabilities or logits, [batch, …, classes], floating.</param>
    /// <param name="fromLogits">Whether the output are logits.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <returns>[batch, …].</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentException">A label is outside of the classes.</exception>
    public static Tensor SparseCategoricalCrossentropy(Tensor target, Tensor output, bool fromLogits = false, int axis = -1)
    {
        if (target.IsSymbolic || output.IsSymbolic)
        {
            return Op.Compose("sparse_categorical_crossentropy", [target, output], all => SparseCategoricalCrossentropy(all[0], all[1], fromLogits, axis), ("from_logits", fromLogits), ("axis", axis));
        }

        Tensor logits = ToLogits(ClassesLast(output, axis, "sparse_categorical_crossentropy"), fromLogits);
        Tensor labels = target.DType == DType.Int32 ? target : target.Cast(DType.Int32);
        return Op.Apply(SparseCrossEntropyOp.Shared, logits, labels);
    }

    /// <summary>
    /// −Σ target·ln probability along the classes. Where the output is a softmax's, it is computed from what went into that; else
    /// probabilities are divided by their sum and cut to [1e-7, 1 − 1e-7].
    /// </summary>
    /// <param name="target">Distributions over the classes, [batch, …, classes].</param>
    /// <param name="output">Probabilities or logits, the same shape and type.</param>
    /// <param name="fromLogits">Whether the output are logits.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <returns>[batch, …].</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor CategoricalCrossentropy(Tensor target, Tensor output, bool fromLogits = false, int axis = -1)
    {
        if (target.IsSymbolic || output.IsSymbolic)
        {
            return Op.Compose("categorical_crossentropy", [target, output], all => CategoricalCrossentropy(all[0], all[1], fromLogits, axis), ("from_logits", fromLogits), ("axis", axis));
        }

        CheckAgainst(target, output, "categorical_crossentropy");
        bool last = output.Shape.Axis(axis, "categorical_crossentropy") == output.Rank - 1;
        Tensor? logits = last ? Remembered(output, fromLogits) : fromLogits ? output : null;
        Tensor logarithms = logits != null ? LogSoftmax(logits, axis) : Log(Normalized(output, axis));
        return Negative(Sum(target * logarithms, axis));
    }

    /// <summary>Σ labels·(ln Σ e^logits − logits) along the last axis, for distributions that sum to one.</summary>
    /// <param name="labels">[batch, …, classes], the type of the logits.</param>
    /// <param name="logits">[batch, …, classes], floating.</param>
    /// <returns>[batch, …].</returns>
    public static Tensor SoftmaxCrossEntropyWithLogits(Tensor labels, Tensor logits) =>
        CategoricalCrossentropy(labels, logits, fromLogits: true);

    /// <summary>ln Σ e^logits − logits[label], for class numbers.</summary>
    /// <param name="labels">int32, [batch, …].</param>
    /// <param name="logits">[batch, …, classes], floating.</param>
    /// <returns>[batch, …].</returns>
    public static Tensor SparseSoftmaxCrossEntropyWithLogits(Tensor labels, Tensor logits) =>
        SparseCategoricalCrossentropy(labels, logits, fromLogits: true);

    /// <summary>Logits of the classes: those a softmax remembers, or logarithms of probabilities, which are logits too.</summary>
    private static Tensor ToLogits(Tensor output, bool fromLogits) =>
        Remembered(output, fromLogits) ?? Log(Clip(output, Epsilon, 1 - Epsilon));

    /// <summary>
    /// The logits, where there are any. As in Keras, a softmax's output stands for its own logits, also when the caller calls it logits.
    /// </summary>
    private static Tensor? Remembered(Tensor output, bool fromLogits) =>
        output.LogitsFor(LogitsOf.Softmax) ?? (fromLogits ? output : null);

    private static Tensor Normalized(Tensor output, int axis) => Clip(output / Sum(output, axis, keepDims: true), Epsilon, 1 - Epsilon);

    private static void CheckAgainst(Tensor target, Tensor output, string operation)
    {
        Check.SameShape(target.Shape, output.Shape, operation);
        Check.SameDType(target, output, operation);
    }

    private static Tensor ClassesLast(Tensor output, int axis, string operation)
    {
        int place = output.Shape.Axis(axis, operation);
        return place == output.Rank - 1 ? output : Transpose(output, [.. Enumerable.Range(0, output.Rank).Where(i => i != place), place]);
    }
}

/// <summary>Cross-entropy of logits with class numbers, one kernel for loss and softmax.</summary>
internal sealed class SparseCrossEntropyOp : Op
{
    public static readonly SparseCrossEntropyOp Shared = new();

    public override string Name => "sparse_categorical_crossentropy";

    public override GradientNeeds Needs => GradientNeeds.Input;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        if (inputs[0].Rank == 0 || inputs[1].Shape != inputs[0].Shape[..^1])
        {
            throw new ShapeException(
                $"{Name} — labels need the shape of the output without the classes. Received labels {inputs[1].Shape} and output {inputs[0].Shape}; "
                + "use CategoricalCrossentropy for one-hot targets.");
        }

        return new TensorSpec(inputs[1].Shape, inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor logits = context.Inputs[0];
        var (rows, n) = SoftmaxOp.RowsOf(logits.Shape);
        IndexCheck.Labels(context.Inputs[1], n, Name);
        Tensor softmax = context.Backend.Rent(logits.Shape, logits.DType);
        context.Backend.SparseSoftmaxCrossEntropy(logits, context.Inputs[1], context.Output, softmax, rows, n);
        context.Saved = softmax;
    }

    public override void Backward(GradContext context)
    {
        Tensor dlogits = context.RentFor(0);
        var (rows, n) = SoftmaxOp.RowsOf(dlogits.Shape);
        context.Backend.SparseSoftmaxCrossEntropyGradient(context.Saved, context.Input(1), context.OutputGradient, dlogits, rows, n);
        context.Give(0, dlogits);
    }
}
