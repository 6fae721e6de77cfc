using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// x / (bias + alpha·Σ x²)^beta, where the sum goes over the channels at a distance of at most the radius (Krizhevsky et al. 2012,
    /// section 3.3).
    /// </summary>
    /// <param name="x">[batch, height, width, channels], float32 or float64.</param>
    /// <param name="depthRadius">The radius in channels, not negative.</param>
    /// <param name="bias">What is added to the sum.</param>
    /// <param name="alpha">The factor of the sum.</param>
    /// <param name="beta">The exponent.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ShapeException">The rank is not 4.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative, or a number is not finite.</exception>
    /// <example><code>Tensor y = Ops.LocalResponseNormalization(x, depthRadius: 2, alpha: 1e-4, beta: 0.75);</code></example>
    public static Tensor LocalResponseNormalization(this Tensor x, int depthRadius = 5, double bias = 1, double alpha = 1, double beta = 0.5)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("local_response_normalization", x, own => LocalResponseNormalization(own, depthRadius, bias, alpha, beta), ("depth_radius", depthRadius), ("bias", bias), ("alpha", alpha), ("beta", beta));
        }

        const string name = "local_response_normalization";
        Check.Floating(x, name);
        Check.Rank(x, 4, name, "[batch, height, width, channels]");
        Check.NotNegative(depthRadius, nameof(depthRadius), name);
        Check.Finite(bias, nameof(bias), name);
        Check.Finite(alpha, nameof(alpha), name);
        Check.Finite(beta, nameof(beta), name);
        Tensor scale = (ChannelSums(Square(x), depthRadius) * alpha) + bias;
        return x / Power(scale, Constant(beta, x));
    }

    /// <summary>TensorFlow's other word for <see cref="LocalResponseNormalization"/>.</summary>
    /// <param name="x">[batch, height, width, channels], float32 or float64.</param>
    /// <param name="depthRadius">The radius in channels, not negative.</param>
    /// <param name="bias">What is added to the sum.</param>
    /// <param name="alpha">The factor of the sum.</param>
    /// <param name="beta">The exponent.</param>
    /// <returns>The same shape and type.</returns>
    public static Tensor Lrn(this Tensor x, int depthRadius = 5, double bias = 1, double alpha = 1, double beta = 0.5) =>
        LocalResponseNormalization(x, depthRadius, bias, alpha, beta);

    /// <summary>The sums over channels at a distance of at most the radius, with zeros beyond the ends.</summary>
    private static Tensor ChannelSums(Tensor x, int depthRadius)
    {
        int channels = x.Shape[3];
        int radius = Math.Min(depthRadius, Math.Max(0, channels - 1));
        Tensor padded = Pad(x, [(0, 0), (0, 0), (0, 0), (radius, radius)]);
        Tensor sum = x;
        for (int i = 0; i <= 2 * radius; i++)
        {
            sum = i == radius ? sum : sum + padded[.., .., .., i..(i + channels)];
        }

        return sum;
    }
}
