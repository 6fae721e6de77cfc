using Sharpkeras.Constraints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Regularizers;

namespace Sharpkeras.Layers;

/// <summary>What the normalizations with a learned factor (gamma) and summand (beta) share.</summary>
public abstract class AffineNormalization : Layer
{
    private protected AffineNormalization(double epsilon, bool center, bool scale, string? name, bool trainable, DType dtype)
        : base(name, trainable, dtype)
    {
        Epsilon = Check.Range(epsilon, 0, double.MaxValue, nameof(epsilon), SnakeCase.Of(ClassName));
        Center = center;
        Scale = scale;
    }

    /// <summary>What is added to the variance, so that nothing is divided by zero.</summary>
    public double Epsilon { get; }

    /// <summary>Whether beta is added.</summary>
    public bool Center { get; }

    /// <summary>Whether the result is multiplied by gamma.</summary>
    public bool Scale { get; }

    /// <summary>The first values of beta.</summary>
    public Initializer BetaInitializer { get; private protected init; } = new Zeros();

    /// <summary>The first values of gamma.</summary>
    public Initializer GammaInitializer { get; private protected init; } = new Ones();

    /// <summary>A penalty on beta.</summary>
    public Regularizer? BetaRegularizer { get; private protected init; }

    /// <summary>A penalty on gamma.</summary>
    public Regularizer? GammaRegularizer { get; private protected init; }

    /// <summary>Bounds of beta.</summary>
    public Constraint? BetaConstraint { get; private protected init; }

    /// <summary>Bounds of gamma.</summary>
    public Constraint? GammaConstraint { get; private protected init; }

    /// <summary>The learned factor, once it is built; null where there is none.</summary>
    private protected Variable? Gamma { get; private set; }

    /// <summary>The learned summand, once it is built; null where there is none.</summary>
    private protected Variable? Beta { get; private set; }

    /// <summary>Makes gamma and beta where the layer has them.</summary>
    private protected void AddAffine(Shape shape, bool scale, bool center)
    {
        Gamma = scale ? AddWeight("gamma", shape, GammaInitializer, GammaRegularizer, GammaConstraint) : null;
        Beta = center ? AddWeight("beta", shape, BetaInitializer, BetaRegularizer, BetaConstraint) : null;
    }

    /// <summary>The lengths of axes, which must be known.</summary>
    /// <exception cref="ShapeException">One is unknown.</exception>
    private protected Shape Lengths(Shape inputShape, ReadOnlySpan<int> axes) => KnownLengths(this, inputShape, axes);

    internal static Shape KnownLengths(Layer layer, Shape inputShape, ReadOnlySpan<int> axes)
    {
        int[] lengths = new int[axes.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = inputShape[axes[i]];
            if (lengths[i] < 0)
            {
                throw new ShapeException(
                    $"{layer} — the length of axis {Text.Of(axes[i])} must be known. Received shape {inputShape}; name another axis, or give the input a known length there.");
            }
        }

        return lengths;
    }
}
