using System.Buffers.Binary;
using System.IO.Compression;

namespace Sharpkeras.Benchmarks.Peers;

/// <summary>Images and labels of Keras's mnist.npz, which lies beside the program.</summary>
/// <param name="Images">Bytes of [count, 28, 28].</param>
/// <param name="Labels">A digit for each image.</param>
internal sealed record MnistData(byte[] Images, byte[] Labels)
{
    /// <summary>The side of an image.</summary>
    public const int Side = 28;

    /// <summary>The side with the border of zeros that LeNet wants.</summary>
    public const int Padded = 32;

    /// <summary>The number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>The 60,000 training images.</summary>
    public static MnistData Train() => Read("train");

    /// <summary>The 10,000 test images.</summary>
    public static MnistData Test() => Read("test");

    /// <summary>float32 [count, 1, 32, 32] from 0 to 1.</summary>
    public float[] Prepared()
    {
        const int Border = (Padded - Side) / 2;
        float[] prepared = new float[Count * Padded * Padded];
        for (int row = 0; row < Count * Side; row++)
        {
            int begin = (((row / Side * Padded) + (row % Side) + Border) * Padded) + Border;
            for (int column = 0; column < Side; column++)
            {
                prepared[begin + column] = Images[(row * Side) + column] / 255f;
            }
        }

        return prepared;
    }

    private static MnistData Read(string part)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(AppContext.BaseDirectory, "datasets", "mnist.npz"));
        return new MnistData(Elements(archive, $"x_{part}.npy"), Elements(archive, $"y_{part}.npy"));
    }

    /// <summary>The bytes behind the header of an array of uint8.</summary>
    private static byte[] Elements(ZipArchive archive, string name)
    {
        const int Prefix = 10;
        using Stream stream = archive.GetEntry(name)!.Open();
        byte[] prefix = new byte[Prefix];
        stream.ReadExactly(prefix);
        byte[] header = new byte[BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(Prefix - 2))];
        stream.ReadExactly(header);
        using var elements = new MemoryStream();
        stream.CopyTo(elements);
        return elements.ToArray();
    }
}
