using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;

namespace Sharpkeras.Layers;

/// <summary>
/// Divides the kernel of a layer by its spectral norm at each step of training, before the layer is applied (Miyato et al. 2018). With the
/// kernel as a matrix W of [all other axes, last axis], u · Wᵀ and v · W become v and u of length 1 so many times, and the norm is v · W · uᵀ.
/// The input and output are the layer's; u [1, last axis] is kept as <c>vector_u</c>. A kernel of zeros stays.
/// </summary>
/// <example><code>Tensor y = new SpectralNormalization(new Conv2D(2, 2)).Call(x, training: true);   // [1, 10, 10, 1] → [1, 9, 9, 2]</code></example>
public sealed class SpectralNormalization : Wrapper
{
    private Variable kernel = null!;
    private Variable vectorU = null!;

    /// <summary>A layer whose kernel is normalised.</summary>
    /// <param name="layer">A layer with a weight <c>kernel</c> or <c>embeddings</c>.</param>
    /// <param name="powerIterations">How often u and v are improved at each step, positive.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Whether training changes the weights of the layer inside.</param>
    /// <param name="dtype">The type to which floating inputs are converted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of iterations is not positive.</exception>
    public SpectralNormalization(
        Layer layer, int powerIterations = 1, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(layer, name, trainable, dtype)
    {
        PowerIterations = Check.Positive(powerIterations, nameof(powerIterations), ToString());
    }

    /// <summary>How often u and v are improved at each step.</summary>
    public int PowerIterations { get; }

    /// <summary>Builds the layer inside and finds its kernel.</summary>
    /// <exception cref="ArgumentException">The layer has none.</exception>
    public override void Build(Shape inputShape)
    {
        base.Build(inputShape);
        InputSpec = new InputSpec(MinRank: 1, Axis: inputShape.Rank > 1 && inputShape[^1] >= 0 ? -1 : null, AxisLength: inputShape[^1]);
        kernel = Layer.OwnWeights.FirstOrDefault(weight => weight.Name is "kernel" or "embeddings")
            ?? throw new ArgumentException($"{this} — the layer inside needs a weight 'kernel' or 'embeddings'. Received {Layer}, which has none.");
        ShareWeight(kernel, Layer);
        vectorU = AddWeight("vector_u", [1, kernel.Shape[^1]], new TruncatedNormal(stddev: 0.02), trainable: false, dtype: kernel.DType);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (context.Training && input.Device.Kind != DeviceKind.Meta)
        {
            GradientTape.Paused(Normalize);
        }

        Tensor output = Layer.Call(input, context);
        return input.DType.IsFloating() && output.DType != input.DType ? output.Cast(input.DType) : output;
    }

    private bool Normalize()
    {
        Tensor weights = kernel.Value.Reshape([-1, kernel.Shape[^1]]);
        Tensor u = vectorU.Value;
        Tensor v = u;
        for (int i = 0; i < PowerIterations; i++)
        {
            v = Ops.Normalize(Ops.MatMul(u, weights.Transpose()), [0, 1]);
            u = Ops.Normalize(Ops.MatMul(v, weights), [0, 1]);
        }

        Tensor zero = Ops.All(Ops.Equal(kernel.Value, Ops.Constant(0, kernel.Value)));
        Tensor norm = Ops.MatMul(Ops.MatMul(v, weights), u.Transpose()).Reshape([]);
        vectorU.Assign(Ops.Where(zero, vectorU.Value, u));
        kernel.Assign(Ops.Where(zero, kernel.Value, kernel.Value / norm));
        return true;
    }
}
