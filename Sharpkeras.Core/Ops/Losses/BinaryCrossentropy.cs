using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// −target·ln p − (1 − target)·ln(1 − p) of each value. Where the output is a sigmoid's, it is computed from what went into that, so
    /// that no digits are lost; else probabilities are cut to [1e-7, 1 − 1e-7], as Keras on TensorFlow does.
    /// </summary>
    /// <param name="target">Probabilities of the class, any shape, floating.</param>
    /// <param name="output">Probabilities or logits, the same shape and type.</param>
    /// <param name="fromLogits">Whether the output are logits.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <example><code>Tensor losses = Ops.BinaryCrossentropy(target, probabilities);</code></example>
    public static Tensor BinaryCrossentropy(Tensor target, Tensor output, bool fromLogits = false)
    {
        if (target.IsSymbolic || output.IsSymbolic)
        {
            return Op.Compose("binary_crossentropy", [target, output], all => BinaryCrossentropy(all[0], all[1], fromLogits), ("from_logits", fromLogits));
        }

        CheckAgainst(target, output, "binary_crossentropy");
        if ((output.LogitsFor(LogitsOf.Sigmoid) ?? (fromLogits ? output : null)) is { } logits)
        {
            return SigmoidCrossEntropyWithLogits(target, logits);
        }

        Tensor p = Clip(output, Epsilon, 1 - Epsilon);
        return -((target * Log(p)) + ((1 - target) * Log(1 - p)));
    }

    /// <summary>max(x, 0) − x·z + ln(1 + e^−|x|) for logits x and labels z: the binary cross-entropy of each value.</summary>
    /// <param name="labels">Any shape, floating.</param>
    /// <param name="logits">The same shape and type.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <example><code>Tensor losses = Ops.SigmoidCrossEntropyWithLogits(labels, logits);</code></example>
    public static Tensor SigmoidCrossEntropyWithLogits(Tensor labels, Tensor logits)
    {
        Check.SameShape(labels.Shape, logits.Shape, "sigmoid_cross_entropy_with_logits");
        return BinaryOp<SigmoidCrossEntropyWithLogitsKernel>.Apply(labels, logits);
    }
}

/// <summary>max(x, 0) − x·z + ln(1 + e^−|x|), for a = z and b = x.</summary>
internal readonly struct SigmoidCrossEntropyWithLogitsKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => V.Max(b, V.Of(0)) - (b * a) + V.Log1p(V.Exp(-V.Abs(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => -(dy * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * (default(SigmoidKernel).Forward(b) - a);
}
