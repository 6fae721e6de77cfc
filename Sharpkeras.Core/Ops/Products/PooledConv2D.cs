using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>
/// A convolution with bias and activation, and a pooling of its output, as one operation: pool(epilogue(x ∗ w + bias)). Inputs: image
/// [batch, height, width, channels], kernel, and a bias where there is one. Layers take it where the backend has a kernel for both.
/// </summary>
internal sealed class PooledConv2DOp(ConvWindow window, int groups, Epilogue? epilogue, string name, Pool2DOp pool) : Op
{
    private readonly Conv2DOp conv = new(window, groups, epilogue, name);

    public override string Name => name;

    /// <summary>Whether there is a kernel for both that is better than the two parts, for an image and the shape of a kernel.</summary>
    public bool IsFused(Tensor x, Shape w)
    {
        ConvGeometry g = Geometry(x.Shape, w);
        return Backend.Of(x).FusesPooledConv2D(g, PoolOf(g), epilogue, x.DType);
    }

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs)
    {
        TensorSpec image = conv.Infer(inputs);
        PoolGeometry g = pool.Geometry(image.Shape);
        return new TensorSpec([g.Batch, g.OutputHeight, g.OutputWidth, g.Channels], image.DType);
    }

    public override void Forward(ref ForwardContext context)
    {
        Tensor? bias = context.Inputs.Length == 3 ? context.Inputs[2] : null;
        ConvGeometry g = Geometry(context.Inputs[0].Shape, context.Inputs[1].Shape);
        context.Saved = context.Backend.PooledConv2D(
            pool.Mode, g, PoolOf(g), context.Inputs[0], context.Inputs[1], bias, epilogue, context.Output, context.IsRecorded);
    }

    public override void Backward(GradContext context)
    {
        ConvGeometry g = Geometry(context.InputSpec(0).Shape, context.InputSpec(1).Shape);
        Tensor? dx = context.Wants(0) ? context.RentFor(0) : null;
        (Tensor? dw, Tensor? db) = context.Wants(1) ? BiasGradient.RentBoth(context) : (null, BiasGradient.Rent(context));
        context.Backend.PooledConv2DGradient(
            pool.Mode,
            g,
            PoolOf(g),
            context.Input(0),
            context.Input(1),
            epilogue,
            context.Output,
            context.SavedOrNull,
            context.OutputGradient,
            dx,
            dw,
            db);
        Give(context, 0, dx);
        Give(context, 1, dw);
        BiasGradient.Give(context, db);
    }

    private static void Give(GradContext context, int index, Tensor? gradient)
    {
        if (gradient != null)
        {
            context.Give(index, gradient);
        }
    }

    private PoolGeometry PoolOf(in ConvGeometry g) => pool.Geometry([g.Batch, g.OutputHeight, g.OutputWidth, g.OutputChannels]);

    private ConvGeometry Geometry(Shape x, Shape w) => window.Over(x, w, w[3], groups, Name);
}
