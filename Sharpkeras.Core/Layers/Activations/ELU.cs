using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>x above 0, α·(eˣ − 1) below (Clevert et al. 2016). The shape stays.</summary>
/// <example><code>var layer = new ELU(alpha: 0.5);</code></example>
public sealed class ELU : Layer
{
    /// <summary>An exponential linear unit.</summary>
    /// <param name="alpha">α, a finite number.</param>
    /// <param name="name">The name.</param>
    /// <param name="trainable">Without effect: there are no weights.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is not finite.</exception>
    public ELU(double alpha = 1, string? name = null, bool trainable = true, DType dtype = DType.Float32)
        : base(name, trainable, dtype)
    {
        Alpha = Check.Finite(alpha, nameof(alpha), "ELU");
        SupportsMasking = true;
    }

    /// <summary>α.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, CallContext context) => input.Elu(Alpha);
}
