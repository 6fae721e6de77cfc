using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// eˣ / Σ eˣ along an axis, or along several together. Places that a mask excludes count as −10⁹ and become 0. The shape stays.
/// </summary>
/// <example><code>var layer = new Softmax(axis: 1);</code></example>
public sealed class Softmax : Layer
{
    /// <summary>What Keras puts in the places that a mask excludes.</summary>
    private const double Excluded = -1e9;

    /// <summary>A softmax.</summary>
    /// <param name="axis">The axis or axes, negative from the end; null for the last.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentException">There are no axes, or one is named twice.</exception>
    public Softmax(OneOrMore<int>? axis = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Axis = axis ?? -1;
        if (Axis.Count == 0 || Axis.Distinct().Count() != Axis.Count)
        {
            throw new ArgumentException($"Softmax — axis must name at least one axis, and none twice. Received {Axis}.", nameof(axis));
        }

        SupportsMasking = true;
    }

    /// <summary>The axis or axes.</summary>
    public OneOrMore<int> Axis { get; }

    /// <inheritdoc/>
    internal override bool HasMaskArgument => true;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        if (input.Mask is not { } mask)
        {
            return Along(input);
        }

        if (Check.Broadcast(input.Shape, mask.Shape, Name) != input.Shape)
        {
            throw new ShapeException($"{Name} (Softmax) — the mask must broadcast to the input. Received mask {mask.Shape} and input {input.Shape}.");
        }

        Tensor probabilities = Along(Ops.Where(mask, input, Ops.Constant(Excluded, input)));
        return Ops.Where(mask, probabilities, Ops.Constant(0, input));
    }

    private Tensor Along(Tensor x) => Axis.Count == 1 ? x.Softmax(Axis[0]) : x.Softmax([.. Axis]);
}
