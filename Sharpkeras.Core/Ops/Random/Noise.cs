using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Normal random numbers in the shape and type of x, from the layer's stream. They have no gradient.</summary>
    internal static Tensor NormalLike(Tensor x, double mean, double deviation, SeedGenerator generator)
    {
        Check.Floating(x, "normal");
        return Op.Apply(new NormalLikeOp(mean, deviation, generator.Key, Reserve(x, x.Length, generator)), StopGradient(x));
    }

    /// <summary>
    /// 1 where a uniform random number is at least the rate, else 0; in the shape of x or in one that broadcasts to it, where −1 stands
    /// for the dimension of x.
    /// </summary>
    internal static Tensor KeepMask(Tensor x, double rate, Shape? noiseShape, SeedGenerator generator)
    {
        Check.Floating(x, "dropout");
        Shape shape = noiseShape is { } noise ? PatternShape(x, noise) : x.Shape;
        Tensor uniform = Op.Apply(new UniformLikeOp(shape, generator.Key, Reserve(x, shape.Length, generator)), StopGradient(x));
        return GreaterEqual(uniform, Constant(rate, uniform)).Cast(x.DType);
    }

    /// <summary>The shape of a random pattern, where −1 stands for the dimension of x.</summary>
    /// <exception cref="ShapeException">The ranks differ.</exception>
    private static Shape PatternShape(Tensor x, Shape noise) => noise.Rank == x.Rank
        ? noise.ToArray().Select((dimension, i) => dimension < 0 ? x.Shape[i] : dimension).ToArray()
        : throw new ShapeException(
            $"dropout — the noise shape needs a dimension for each of the input's (1 to repeat, -1 for the input's). Received {noise} for shape {x.Shape}.");
}

/// <summary>Normal random numbers like the input.</summary>
internal sealed class NormalLikeOp(double mean, double deviation, ulong key, ulong counter) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Shape, inputs[0].DType);

    public override void Forward(ref ForwardContext context) => context.Backend.RandomNormal(context.Output, key, counter, mean, deviation);
}

/// <summary>Uniform random numbers in [0, 1) on the device and in the type of the input.</summary>
internal sealed class UniformLikeOp(Shape shape, ulong key, ulong counter) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Nothing;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(shape, inputs[0].DType);

    public override void Forward(ref ForwardContext context) => context.Backend.RandomUniform(context.Output, key, counter, 0, 1);
}
