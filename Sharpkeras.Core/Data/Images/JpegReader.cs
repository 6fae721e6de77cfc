using System.Runtime.CompilerServices;
using JpegLibrary;

namespace Sharpkeras.Data;

/// <summary>JPEG through JpegLibrary, which gives the components; the colours are JFIF's.</summary>
internal static class JpegReader
{
    public static HostArray Read(byte[] bytes)
    {
        var decoder = new JpegDecoder();
        decoder.SetInput(bytes);
        decoder.Identify();
        int components = decoder.NumberOfComponents;
        ImageFile.CheckSize(decoder.Width, decoder.Height);
        if (components is not (1 or 3) || decoder.Precision != 8)
        {
            throw new InvalidDataException($"it has {components} components of {decoder.Precision} bits; 1 or 3 of 8 bits are read");
        }

        var blocks = new Blocks(decoder.Width, decoder.Height, components);
        decoder.SetOutputWriter(blocks);
        decoder.Decode();
        if (components == 3)
        {
            ToRgb(blocks.Samples);
        }

        return new HostArray(DType.UInt8, [decoder.Height, decoder.Width, components], blocks.Samples);
    }

    private static void ToRgb(Span<byte> samples)
    {
        for (int i = 0; i < samples.Length; i += 3)
        {
            float y = samples[i];
            float cb = samples[i + 1] - 128f;
            float cr = samples[i + 2] - 128f;
            samples[i] = Byte(y + (1.402f * cr));
            samples[i + 1] = Byte(y - (0.344136f * cb) - (0.714136f * cr));
            samples[i + 2] = Byte(y + (1.772f * cb));
        }
    }

    private static byte Byte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);

    /// <summary>Puts blocks of 8 x 8 samples into their places.</summary>
    private sealed class Blocks(int width, int height, int components) : JpegBlockOutputWriter
    {
        private const int Size = 8;

        public byte[] Samples { get; } = new byte[checked(width * height * components)];

        public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
        {
            for (int row = 0; row < Math.Min(Size, height - y); row++)
            {
                int target = ((((y + row) * width) + x) * components) + componentIndex;
                for (int column = 0; column < Math.Min(Size, width - x); column++)
                {
                    Samples[target] = (byte)Math.Clamp((int)Unsafe.Add(ref blockRef, (row * Size) + column), 0, 255);
                    target += components;
                }
            }
        }
    }
}
