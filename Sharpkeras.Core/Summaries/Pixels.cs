using Sharpkeras.Diagnostics;

namespace Sharpkeras.Summaries;

/// <summary>Bytes for the pixels of pictures, [pictures, height, width, channels].</summary>
internal sealed class Pixels
{
    private readonly byte[] bytes;

    private Pixels(byte[] bytes, Shape shape)
    {
        this.bytes = bytes;
        Shape = shape;
    }

    /// <summary>[pictures, height, width, channels].</summary>
    public Shape Shape { get; }

    /// <summary>The rows of one picture.</summary>
    public ReadOnlySpan<byte> Of(int picture) => bytes.AsSpan(picture * Size, Size);

    /// <summary>One picture as a PNG file.</summary>
    public byte[] Png(int picture) => Serialization.Png.Encode(Of(picture), Shape[2], Shape[1], Shape[3]);

    private int Size => Shape[1] * Shape[2] * Shape[3];

    /// <summary>
    /// The first pictures of a tensor: uint8 as it is, floats from 0 to 1 times 255.5 without the fraction, as TensorFlow does it; what lies
    /// outside counts as the nearest end, and what is no number as 0.
    /// </summary>
    /// <exception cref="ArgumentException">The shape or element type is another.</exception>
    public static Pixels From(Tensor images, int most, string owner)
    {
        if (images.Rank != 4 || images.Shape[3] is not (1 or 2 or 3 or 4) || images.Shape[1] < 1 || images.Shape[2] < 1)
        {
            throw new ShapeException(
                $"{owner} — pictures need the shape [pictures, height, width, channels] with 1 to 4 channels. Received {images.Shape}; use Ops.ExpandDims to add axes.");
        }

        if (images.DType is not (DType.UInt8 or DType.Float32 or DType.Float64))
        {
            throw new DTypeException(
                $"{owner} — pixels are uint8 from 0 to 255, or floats from 0 to 1. Received {images.DType.KerasName()}; cast them.");
        }

        using var scope = new TensorScope();
        Tensor first = images.Shape[0] > most ? Ops.StopGradient(images)[..most] : images;
        byte[] bytes = first.DType switch
        {
            DType.UInt8 => first.ToArray<byte>(),
            DType.Float32 => Array.ConvertAll(first.ToArray<float>(), value => Byte(value)),
            _ => Array.ConvertAll(first.ToArray<double>(), Byte),
        };
        return new Pixels(bytes, first.Shape);
    }

    private static byte Byte(double value) => double.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(value * 255.5, 0, 255);
}
