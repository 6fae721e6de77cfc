namespace Sharpkeras.Layers;

/// <summary>x·scale + offset, in the layer's type: integers are converted. The shape stays.</summary>
public sealed class Rescaling : Layer
{
    /// <summary>A layer that scales and shifts.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="offset">The summand.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    public Rescaling(double scale, double offset = 0, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Scale = scale;
        Offset = offset;
        SupportsMasking = true;
    }

    /// <summary>The factor.</summary>
    public double Scale { get; }

    /// <summary>The summand.</summary>
    public double Offset { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context)
    {
        Tensor x = input.DType == DType ? input : input.Cast(DType);
        return (x * Scale) + Offset;
    }
}
