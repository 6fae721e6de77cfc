using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Initializers;

/// <summary>
/// Kernels of a short-time Fourier transform for a convolution: the cosines or sines of a frame's frequencies, times a window. Element
/// [t, 0, k] of a shape [frame, 1, bins] is w(t)·cos(−2π·t·k / (2(bins − 1))) / scale.
/// </summary>
/// <example><code>Tensor kernel = new STFT("real", "hann").Call([256, 1, 129]);</code></example>
[KerasAlias("STFTInitializer")]
public sealed class STFT : Initializer
{
    private const string Owner = "stft";

    /// <summary>An initializer.</summary>
    /// <param name="side"><c>real</c> for cosines, <c>imag</c> for sines.</param>
    /// <param name="window">The window's name, as in SciPy: <c>hann</c>, <c>hamming</c>, <c>blackman</c>, <c>boxcar</c>, …; null for none.</param>
    /// <param name="scaling">
    /// What divides the window: <c>density</c> for the root of its sum of squares, <c>spectrum</c> for its sum; null for nothing.
    /// </param>
    /// <param name="periodic">Whether the window belongs to a period one longer than the frame, for spectra, and is not symmetric.</param>
    /// <exception cref="ArgumentException">A word is unknown.</exception>
    public STFT(string side = "real", string? window = "hann", string? scaling = "density", bool periodic = false)
    {
        Side = OneOf(side, nameof(side), "real", "imag");
        Window = window == null ? null : OneOf(window, nameof(window), [.. Windows.Names]);
        Scaling = scaling == null ? null : OneOf(scaling, nameof(scaling), "density", "spectrum");
        Periodic = periodic;
    }

    /// <summary>Cosines or sines.</summary>
    public string Side { get; }

    /// <summary>The window's name.</summary>
    public string? Window { get; }

    /// <summary>What divides the window.</summary>
    public string? Scaling { get; }

    /// <summary>Whether the window is periodic.</summary>
    public bool Periodic { get; }

    /// <summary>New values on the default device, computed in their type.</summary>
    /// <param name="shape">The length of a frame, 1, and the number of frequencies, at least two.</param>
    /// <param name="dtype">A floating type.</param>
    /// <exception cref="ShapeException">The shape is another.</exception>
    public override Tensor Call(Shape shape, DType dtype = DType.Float32)
    {
        if (shape.Rank != 3 || shape[1] != 1 || shape[2] < 2)
        {
            throw new ShapeException($"{Owner} — the shape must be [frame, 1, frequencies] with two frequencies or more. Received {shape}.");
        }

        double Rounded(double value) => dtype == DType.Float32 ? (float)value : value;
        double[] window = [.. (Window == null ? Windows.None(shape[0]) : Windows.Of(Window, shape[0], Periodic)).Select(Rounded)];
        double scale = Window == null ? 1 : Rounded(Scale(window));
        double[] values = new double[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int t, int k) = Math.DivRem(i, shape[2]);
            double angle = Rounded(Rounded(-2.0 * t * Rounded(k / (2.0 * (shape[2] - 1)))) * Rounded(Math.PI));
            double wave = Rounded(Side == "real" ? Math.Cos(angle) : Math.Sin(angle));
            values[i] = Rounded(wave * window[t]) / scale;
        }

        Tensor target = Rent(shape, dtype);
        RandomFill.Write(values, target);
        return target;
    }

    private double Scale(double[] window) => Scaling switch
    {
        "density" => Math.Sqrt(window.Sum(each => each * each)),
        "spectrum" => window.Sum(Math.Abs),
        _ => 1,
    };

    private static string OneOf(string value, string name, params string[] known) => known.Contains(value)
        ? value
        : throw new ArgumentException($"{Owner} — unknown {name}. {Nearest.Describe(value, known)}", name);
}
