using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Data;

/// <summary>PNG, JPEG and BMP pictures as arrays.</summary>
public static class ImageFile
{
    /// <summary>No picture is larger, in pixels: a few bytes could claim any size.</summary>
    private const long MostPixels = 1 << 26;

    /// <summary>Loads a picture.</summary>
    /// <param name="path">The file; its content decides on the format, not its name.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue, 4 with opacity; 0 for what the file has.</param>
    /// <returns>uint8 [height, width, channels].</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no such picture, or is damaged.</exception>
    /// <remarks>Grey is 0.299 red + 0.587 green + 0.114 blue. JPEG files of four components (CMYK) are refused.</remarks>
    public static HostArray Load(string path, int channels = 0)
    {
        CheckChannels(channels);
        DataFile.CheckExists(path);
        byte[] bytes = File.ReadAllBytes(path);
        HostArray image = Guarded(path, () => Decode(bytes));
        return channels == 0 || channels == image.Shape[2] ? image : Convert(image, channels);
    }

    /// <summary>Changes the size of a picture by bilinear interpolation, as <c>image_dataset_from_directory</c> of Keras does.</summary>
    /// <param name="image">uint8 or float32 [height, width, channels].</param>
    /// <param name="height">The new height.</param>
    /// <param name="width">The new width.</param>
    /// <returns>float32 [height, width, channels], in the same range.</returns>
    /// <exception cref="ArgumentException">It is no picture.</exception>
    public static HostArray Resize(HostArray image, int height, int width)
    {
        Check.Positive(height, nameof(height), "resize");
        Check.Positive(width, nameof(width), "resize");
        if (image.Shape.Rank != 3 || image.DType is not (DType.UInt8 or DType.Float32) || image.Shape.Length == 0)
        {
            throw new ShapeException($"resize — a picture is uint8 or float32 [height, width, channels]. Received {image.DType.KerasName()} {image.Shape}.");
        }

        float[] pixels = image.DType == DType.Float32
            ? Bilinear.Resize<float>(image.Span<float>(), image.Shape, height, width)
            : Bilinear.Resize<byte>(image.Bytes, image.Shape, height, width);
        return HostArray.From<float>(pixels, [height, width, image.Shape[2]]);
    }

    /// <summary>Writes a picture as a PNG file, which has its name only when it is whole.</summary>
    /// <param name="path">A path that ends in <c>.png</c>, in a folder that exists.</param>
    /// <param name="image">
    /// [height, width, channels] with 1 channel for grey, 3 for red, green and blue, 4 with opacity: uint8, or float32 from 0 to 255, which is rounded, and cut
    /// off where it lies outside.
    /// </param>
    /// <exception cref="ArgumentException">The path has another ending, or the array is no picture.</exception>
    /// <exception cref="IOException">Writing failed; an earlier file is unchanged.</exception>
    public static void Save(string path, HostArray image)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"image — the path of a picture ends in .png. Received '{path}'.", nameof(path));
        }

        if (image.Shape is not { Rank: 3, Length: > 0 } || image.Shape[2] is not (1 or 3 or 4) || image.DType is not (DType.UInt8 or DType.Float32))
        {
            throw new ShapeException(
                $"image — a picture is uint8 or float32 [height, width, channels] with 1, 3 or 4 channels. Received {image.DType.KerasName()} {image.Shape}.");
        }

        byte[] pixels = image.DType == DType.UInt8 ? image.Bytes : Array.ConvertAll(image.Span<float>().ToArray(), value => Rounded(value));
        byte[] file = Png.Encode(pixels, image.Shape[1], image.Shape[0], image.Shape[2]);

        // Pictures are written by the thousand, and to wait for the disk each time would take most of it.
        NewFile.Write(path, stream => stream.Write(file), flush: false);
    }

    internal static void CheckChannels(int channels)
    {
        if (channels is not (0 or 1 or 3 or 4))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), $"image — channels are 1, 3, 4, or 0 for what the file has. Received {Text.Of(channels)}.");
        }
    }

    /// <summary>Refuses a claim before memory is taken for it.</summary>
    internal static void CheckSize(long width, long height)
    {
        if (width <= 0 || height <= 0 || width > MostPixels / height)
        {
            throw new InvalidDataException($"it claims {Text.Of(width)} x {Text.Of(height)} pixels; from 1 to {Text.Of(MostPixels)} are read");
        }
    }

    private static byte Rounded(float value) => float.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(MathF.Round(value), 0, 255);

    private static HostArray Decode(byte[] bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngReader.Read(bytes),
        [0xFF, 0xD8, ..] => JpegReader.Read(bytes),
        [(byte)'B', (byte)'M', ..] => BmpReader.Read(bytes),
        _ => throw new InvalidDataException($"it is no PNG, JPEG or BMP picture: it begins with '{System.Convert.ToHexString(bytes.AsSpan(0, Math.Min(8, bytes.Length)))}'"),
    };

    /// <summary>Decoders answer damage with errors of many kinds.</summary>
    private static HostArray Guarded(string path, Func<HostArray> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new InvalidDataException($"'{path}' — the picture cannot be read: {error.Message.TrimEnd('.')}. Get the file again, or convert it to PNG.", error);
        }
    }

    private static HostArray Convert(HostArray image, int channels)
    {
        int from = image.Shape[2];
        byte[] result = new byte[image.Bytes.Length / from * channels];
        for (int i = 0, j = 0; i < image.Bytes.Length; i += from, j += channels)
        {
            ReadOnlySpan<byte> pixel = image.Bytes.AsSpan(i, from);
            Span<byte> target = result.AsSpan(j, channels);
            if (channels == 1)
            {
                target[0] = (byte)Math.Round((0.299 * pixel[0]) + (0.587 * pixel[1]) + (0.114 * pixel[2]));
                continue;
            }

            for (int channel = 0; channel < 3; channel++)
            {
                target[channel] = pixel[from == 1 ? 0 : channel];
            }

            if (channels == 4)
            {
                target[3] = byte.MaxValue;
            }
        }

        return new HostArray(DType.UInt8, image.Shape.With(2, channels), result);
    }
}
