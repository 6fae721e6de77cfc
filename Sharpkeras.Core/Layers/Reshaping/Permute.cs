using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>The axes of samples in another order: axis i of the output is axis <c>dims[i − 1]</c> of the input; the batch stays first.</summary>
/// <example><code>Tensor turned = new Permute([2, 1]).Call(x);   // [8, 10, 64] → [8, 64, 10]</code></example>
public sealed class Permute : Layer
{
    private readonly int[] order;

    /// <summary>A layer that reorders axes.</summary>
    /// <param name="dims">Each axis of a sample once; the first is 1, since 0 is the batch.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentException">The axes are not 1, 2, … in some order.</exception>
    public Permute(int[] dims, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        if (!dims.Order().SequenceEqual(Enumerable.Range(1, dims.Length)))
        {
            throw new ArgumentException(
                $"permute — dims must hold each of 1, 2, … up to their number once. Received {Text.List(dims, dim => Text.Of(dim))}; 0 is the batch and stays first.",
                nameof(dims));
        }

        order = [0, .. dims];
        InputSpec = new InputSpec(Rank: order.Length);
    }

    /// <summary>The axes of the input in the order of the output, from 1.</summary>
    public IReadOnlyList<int> Dims => order[1..];

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => Ops.Transpose(input, order);
}
