using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The values in another type: fractions are cut off on the way to integers, Boolean is whether a value is not 0. Gradients flow
    /// between floating types only.
    /// </summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="dtype">The new type.</param>
    /// <returns>The same shape; the same tensor when it has the type already.</returns>
    /// <example><code>Tensor pixels = images.Cast(DType.Float32) / 255;</code></example>
    public static Tensor Cast(this Tensor x, DType dtype) => x.DType == dtype ? x : Op.Apply(CastOp.To(dtype), x);
}

/// <summary>A conversion.</summary>
internal sealed class CastOp(DType dtype) : Op
{
    private static readonly CastOp[] Shared = [.. Enum.GetValues<DType>().Select(each => new CastOp(each))];

    public override GradientNeeds Needs => GradientNeeds.Nothing;

    internal override IReadOnlyList<(string Name, object? Value)>? Arguments => [("dtype", dtype)];

    public static CastOp To(DType dtype) => Shared[(int)dtype];

    public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Shape, dtype);

    public override void Forward(ref ForwardContext context) => context.Backend.Cast(context.Inputs[0], context.Output);

    public override void Backward(GradContext context)
    {
        Tensor dx = context.RentFor(0);
        context.Backend.Cast(context.OutputGradient, dx);
        context.Give(0, dx);
    }
}
