using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Sets a share of the values to zero and scales the others by 1 / (1 − rate) (Srivastava et al. 2014).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="rate">The share of values that become zero, in [0, 1].</param>
    /// <param name="noiseShape">The shape of the pattern, broadcast to the tensor's: −1 stands for its dimension; null for the tensor's shape.</param>
    /// <param name="seed">A number, with which each call has the same pattern, or a generator, which goes on from call to call; null draws one.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside of [0, 1].</exception>
    /// <exception cref="ShapeException">The pattern does not broadcast to the tensor.</exception>
    /// <example><code>Tensor y = Ops.Dropout(x, 0.5, seed: 1);</code></example>
    public static Tensor Dropout(this Tensor x, double rate, Shape? noiseShape = null, SeedGenerator? seed = null)
    {
        Check.Range(rate, 0, 1, nameof(rate), "dropout");
        Check.Floating(x, "dropout");
        SeedGenerator generator = seed ?? new SeedGenerator();
        if (rate >= 1)
        {
            return x * 0;
        }

        if (noiseShape is not { } noise)
        {
            return Op.Apply(new DropoutOp(rate, generator.Key, Reserve(x, x.Length, generator)), x);
        }

        Tensor ones = Filled(x, PatternShape(x, noise), 1, x.DType);
        Tensor pattern = Op.Apply(new DropoutOp(rate, generator.Key, Reserve(x, ones.Length, generator)), ones);
        return x * pattern;
    }

    /// <summary>Symbolic calls draw no random numbers.</summary>
    private static ulong Reserve(Tensor x, long words, SeedGenerator generator) =>
        Devices.Backend.Of(x).Computes ? generator.Reserve(words) : generator.Counter;
}

/// <summary>Dropout by the words of a random stream; the gradient uses the same words, so nothing is kept.</summary>
internal sealed class DropoutOp(double rate, ulong key, ulong counter) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Shape, inputs[0].DType);

    public override void Forward(ref ForwardContext context) =>
        context.Backend.Dropout(context.Inputs[0], context.Output, rate, key, counter);

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        context.Backend.Dropout(context.OutputGradient, dx, rate, key, counter);
        context.Give(0, dx);
    }
}
