namespace Sharpkeras.Layers;

/// <summary>x·scale + offset, in the layer's type: integers are converted. The shape stays, unless an array is wider than the input.</summary>
/// <example><code>Tensor centred = new Rescaling([2, 0.5, 1], [-1, -1, -1]).Call(images);   // a scale and an offset for each channel</code></example>
public sealed class Rescaling : Layer
{
    /// <summary>A layer that scales and shifts.</summary>
    /// <param name="scale">The factor: a number, or an array that broadcasts with the input.</param>
    /// <param name="offset">The summand: a number, or an array that broadcasts with the input; 0 when null.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentNullException">There is no scale.</exception>
    public Rescaling(NumberArray scale, NumberArray? offset = null, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        ArgumentNullException.ThrowIfNull(scale);
        Scale = scale;
        Offset = offset ?? 0;
        SupportsMasking = true;
    }

    /// <summary>The factor.</summary>
    public NumberArray Scale { get; }

    /// <summary>The summand.</summary>
    public NumberArray Offset { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = input.DType == DType ? input : input.Cast(DType);
        Tensor scaled = Scale.Shape.Rank == 0 ? x * Scale[0] : x * Numbers(Scale, x);
        return Offset.Shape.Rank == 0 ? scaled + Offset[0] : scaled + Numbers(Offset, x);
    }

    private static Tensor Numbers(NumberArray values, Tensor like) => values.ToTensor(like.DType).To(like.Device);
}
