using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The means, and below them the variances, of the channels along an axis, [2, channels]. <see cref="BatchNorm"/> knows how its result
    /// depends on them, and needs no gradient of theirs.
    /// </summary>
    internal static Tensor ChannelMoments(Tensor x, int axis) => Op.Apply(new ChannelMomentsOp(axis), x);

    /// <summary>The shape of a weight along axes, seen in the rank of x: 1 in all other places.</summary>
    internal static Shape AlongAxes(Shape x, ReadOnlySpan<int> axes)
    {
        int[] result = new int[x.Rank];
        Array.Fill(result, 1);
        foreach (int axis in axes)
        {
            result[axis] = x[axis];
        }

        return result;
    }
}

/// <summary>Mean and variance of each channel.</summary>
internal sealed class ChannelMomentsOp(int axis) : Op
{
    public override GradientNeeds Needs => GradientNeeds.Input | GradientNeeds.Output;

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        Check.Floating(inputs[0], Name);
        return new TensorSpec([2, inputs[0].Shape[axis]], inputs[0].DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor x = context.Inputs[0];
        Tensor y = context.Output;
        Shape row = [y.Shape[1]];
        context.Backend.ChannelMoments(GeometryOf(x.Shape, axis), x, y.View(row, y.Offset), y.View(row, y.Offset + row[0]));
    }

    /// <summary>dx = (dmean + 2·dvariance·(x − mean)) / n, with n values in each channel.</summary>
    public override void Backward(GradContext context)
    {
        Tensor x = context.Input(0);
        Shape along = Ops.AlongAxes(x.Shape, [axis]);
        Tensor ofMean = context.OutputGradient[0].Reshape(along);
        Tensor ofVariance = context.OutputGradient[1].Reshape(along) * 2;
        double count = (double)x.Length / x.Shape[axis];
        context.Give(0, (ofMean + (ofVariance * (x - context.Output[0].Reshape(along)))) / count);
    }

    /// <summary>A shape seen as [outer, channels, inner].</summary>
    internal static ChannelGeometry GeometryOf(Shape shape, int axis) =>
        new(checked((int)shape[..axis].Length), shape[axis], checked((int)shape[(axis + 1)..].Length));
}
