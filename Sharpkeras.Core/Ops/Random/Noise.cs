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
    /// <exception cref="ShapeException">The ranks differ, or a dimension is neither 1 nor that of x.</exception>
    private static Shape PatternShape(Tensor x, Shape noise)
    {
        bool fits = noise.Rank == x.Rank;
        int[] dimensions = noise.ToArray();
        for (int i = 0; fits && i < dimensions.Length; i++)
        {
            dimensions[i] = dimensions[i] < 0 ? x.Shape[i] : dimensions[i];
            fits = dimensions[i] == 1 || dimensions[i] == x.Shape[i];
        }

        return fits ? dimensions : throw new ShapeException(
            $"dropout — the pattern must broadcast to the tensor: the noise shape has each of its dimensions, 1 to repeat, or -1 for the same. Received noise shape {noise} for shape {x.Shape}.");
    }
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
