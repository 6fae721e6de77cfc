using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>Each step several times in a row. Input [batch, steps, channels], output [batch, size · steps, channels].</summary>
/// <example><code>var layer = new UpSampling1D(size: 2);</code></example>
public sealed class UpSampling1D : Layer
{
    /// <summary>A layer that repeats steps.</summary>
    /// <param name="size">How often, positive.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public UpSampling1D(int size = 2, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Size = Check.Positive(size, nameof(size), ToString());
        InputSpec = new InputSpec(Rank: 3);
    }

    /// <summary>How often each step comes.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => Ops.Repeat(input, Size, axis: 1);
}
