using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Sets a share of the values to zero and scales the others by 1 / (1 − rate).</summary>
    internal static Tensor Dropout(Tensor x, double rate, Shape? noiseShape, SeedGenerator generator)
    {
        Check.Floating(x, "dropout");
        if (rate >= 1)
        {
            return x * 0;
        }

        if (noiseShape is not { } noise)
        {
            return Op.Apply(new DropoutOp(rate, generator.Key, Reserve(x, x.Length, generator)), x);
        }

        int[] dimensions = [.. noise.ToArray().Select((dimension, i) => dimension < 0 ? x.Shape[i] : dimension)];
        Tensor ones = Filled(Devices.Backend.Of(x), dimensions, 1, x.DType);
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
