using System.Runtime.InteropServices;
using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

/// <summary>NumPy opens what is written here, and the other way round, where Python and NumPy are installed.</summary>
public sealed class NumpyExchangeTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly Shape[] Forms = [[], [0], [7], [2, 3], [3, 0, 2], [2, 3, 4]];

    [Test]
    public void Arrays_go_there_and_back_bit_by_bit()
    {
        if (!File.Exists(Python) || Programs.Run(Python, ["-c", "import numpy"]).Status != 0)
        {
            Console.Error.WriteLine($"{TestContext.CurrentContext.Test.Name}: not compared with NumPy, which {Python} does not have (package python3-numpy)");
            return;
        }

        using var folder = new TemporaryFolder();
        string source = Directory.CreateDirectory(folder.File("source")).FullName;
        string target = Directory.CreateDirectory(folder.File("target")).FullName;
        var arrays = new Dictionary<string, HostArray>();
        var random = new Random(8);
        foreach (DType dtype in Enum.GetValues<DType>())
        {
            foreach (Shape shape in Forms)
            {
                string name = $"{dtype}-{string.Join('x', shape.ToArray())}".ToLowerInvariant();
                arrays[name] = Draw(dtype, shape, random);
                NpyFile.Write(Path.Combine(source, name + ".npy"), arrays[name]);
                NpyFile.Write(Path.Combine(source, name + "-order.npy"), arrays[name], fortranOrder: true);
            }
        }

        NpzFile.Write(Path.Combine(source, "stored.npz"), arrays);
        NpzFile.Write(Path.Combine(source, "deflated.npz"), arrays, compressed: true);
        var (status, output) = Programs.Run(Python, [Path.Combine(AppContext.BaseDirectory, "Data", "numpy_exchange.py"), source, target]);
        Assert.That(status, Is.Zero, output);
        Assert.That(output, Does.Contain("float32-2x3-order.npy <f4 (2, 3) False True"));
        int compared = 0;
        foreach (var (name, array) in arrays)
        {
            foreach (string form in new[] { "c-", "f-", "b-" })
            {
                AssertSame(NpyFile.Read(Path.Combine(target, $"{form}{name}.npy")), array, form + name);
                AssertSame(NpyFile.Read(Path.Combine(target, $"{form}{name}-order.npy")), array, form + name);
                compared += 2;
            }
        }

        foreach (string archive in new[] { "stored.npz", "deflated.npz", "c-stored.npz", "c-deflated.npz" })
        {
            var read = NpzFile.Read(Path.Combine(target, archive));
            Assert.That(read.Keys, Is.EquivalentTo(arrays.Keys));
            foreach (var (name, array) in arrays)
            {
                AssertSame(read[name], array, $"{archive} {name}");
                compared++;
            }
        }

        TestContext.Out.WriteLine($"{compared} arrays compared");
    }

    private static void AssertSame(HostArray found, HostArray expected, string what)
    {
        Assert.That(found.DType, Is.EqualTo(expected.DType), what);
        Assert.That(found.Shape.ToArray(), Is.EqualTo(expected.Shape.ToArray()), what);
        Assert.That(found.Bytes.AsSpan().SequenceEqual(expected.Bytes), what);
    }

    private static HostArray Draw(DType dtype, Shape shape, Random random)
    {
        byte[] bytes = new byte[shape.Length * dtype.Size()];
        random.NextBytes(bytes);
        switch (dtype)
        {
            case DType.Bool:
                foreach (ref byte value in bytes.AsSpan())
                {
                    value &= 1;
                }

                break;
            case DType.Float32:
                foreach (ref float value in MemoryMarshal.Cast<byte, float>(bytes.AsSpan()))
                {
                    value = random.NextSingle() - 0.5f;
                }

                break;
            case DType.Float64:
                foreach (ref double value in MemoryMarshal.Cast<byte, double>(bytes.AsSpan()))
                {
                    value = random.NextDouble() - 0.5;
                }

                break;
        }

        return new HostArray(dtype, shape, bytes);
    }
}
