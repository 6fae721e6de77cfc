using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>The input n times: [batch, features] → [batch, n, features].</summary>
/// <example><code>Tensor sequence = new RepeatVector(3).Call(x);   // [8, 32] → [8, 3, 32]</code></example>
public sealed class RepeatVector : Layer
{
    /// <summary>A layer that repeats its input.</summary>
    /// <param name="n">How often, positive.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public RepeatVector(int n, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        N = Check.Positive(n, nameof(n), "repeat_vector");
        InputSpec = new InputSpec(Rank: 2);
    }

    /// <summary>How often the input is repeated.</summary>
    public int N { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) =>
        Ops.BroadcastTo(Ops.ExpandDims(input, 1), [input.Shape[0], N, input.Shape[1]]);
}
