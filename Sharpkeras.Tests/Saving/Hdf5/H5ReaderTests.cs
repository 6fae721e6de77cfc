using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Tests.Saving.Hdf5;

/// <summary>Files that h5py wrote (<c>make_h5_cases.py</c>) and Keras's own.</summary>
public sealed class H5ReaderTests
{
    [TestCase("float16", DType.Float32)]
    [TestCase("float32", DType.Float32)]
    [TestCase("float64", DType.Float64)]
    [TestCase("int8", DType.Int8)]
    [TestCase("int16", DType.Int16)]
    [TestCase("int32", DType.Int32)]
    [TestCase("int64", DType.Int64)]
    [TestCase("uint8", DType.UInt8)]
    [TestCase("uint16", DType.Int32)]
    [TestCase("uint32", DType.Int64)]
    [TestCase("uint64", DType.Int64)]
    public void ReadsEveryElementType(string name, DType dtype)
    {
        using var reader = H5Reader.Open(H5Files.Case("types.h5"));
        var array = reader.ReadArray(name);
        Assert.That(array.DType, Is.EqualTo(dtype));
        Assert.That(array.Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(Numbers(array), Is.EqualTo(new double[] { 0, 1, 2, 3, 4, 5 }));
        var scalar = reader.ReadArray(name + "_scalar", Shape.Scalar);
        Assert.That(Numbers(scalar), Is.EqualTo(new double[] { 5 }));
    }

    [Test]
    public void ReadsBoolsEmptyAndCompactArrays()
    {
        using var reader = H5Reader.Open(H5Files.Case("types.h5"));
        Assert.That(reader.ReadArray("bool").Bytes, Is.EqualTo(new byte[] { 1, 0, 1 }));
        Assert.That(reader.ReadArray("bool").DType, Is.EqualTo(DType.Bool));
        Assert.That(reader.ReadArray("empty").Shape.ToArray(), Is.EqualTo(new[] { 0, 4 }));
        Assert.That(Numbers(reader.ReadArray("compact")), Is.EqualTo(new double[] { 1, 2, 3 }));
    }

    [TestCase("fixed_terminated", "abc")]
    [TestCase("fixed_null_padded", "abc")]
    [TestCase("fixed_space_padded", "abc")]
    [TestCase("fixed_utf8", "élan")]
    [TestCase("variable_utf8", "日本 ü")]
    [TestCase("variable_ascii", "plain")]
    [TestCase("empty_text", "")]
    public void ReadsTexts(string name, string expected)
    {
        using var reader = H5Reader.Open(H5Files.Case("texts.h5"));
        Assert.That(reader.Text("", name), Is.EqualTo(expected));
    }

    [Test]
    public void ReadsListsAndNumbers()
    {
        using var reader = H5Reader.Open(H5Files.Case("texts.h5"));
        Assert.That(reader.Names("", "fixed_list"), Is.EqualTo(new[] { "conv", "dense_1" }));
        Assert.That(reader.Names("", "variable_list"), Is.EqualTo(new[] { "conv", "dense_1", "" }));
        Assert.That(reader.Names("", "empty_list"), Is.Empty);
        Assert.That(reader.Names("", "empty_space"), Is.Empty);
        Assert.That(reader.Names("", "names"), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(reader.Names("", "none"), Is.Null);
        Assert.That(reader.Text("", "none"), Is.Null);
        Assert.That(reader.Text("", "long"), Is.EqualTo(new string('x', 70_000)));
        Assert.That(Numbers(reader.Attribute("", "int64")!.Numbers!), Is.EqualTo(new double[] { -7 }));
        Assert.That(Numbers(reader.Attribute("", "float32")!.Numbers!), Is.EqualTo(new double[] { 0.5 }));
        Assert.That(() => reader.Text("", "int64"), Throws.InstanceOf<ModelFileException>().With.Message.Contains("int64"));
    }

    [TestCase("chunked")]
    [TestCase("gzip")]
    [TestCase("shuffled")]
    [TestCase("growing")]
    public void ReadsChunks(string name)
    {
        using var reader = H5Reader.Open(H5Files.Case("packed.h5"));
        Assert.That(Numbers(reader.ReadArray(name, [7, 5, 3])), Is.EqualTo(Enumerable.Range(0, 105).Select(i => (double)i)));
    }

    [Test]
    public void ReadsManyChunksAndManyChildren()
    {
        using var reader = H5Reader.Open(H5Files.Case("packed.h5"));
        Assert.That(Numbers(reader.ReadArray("many")), Is.EqualTo(Enumerable.Range(0, 500).Select(i => (double)i)));
        using var many = H5Reader.Open(H5Files.Case("many.h5"));
        Assert.That(many.Children(""), Is.EqualTo(Enumerable.Range(0, 300).Select(i => $"layer_{i:D3}")));
        Assert.That(Numbers(many.Attribute("layer_299", "number")!.Numbers!), Is.EqualTo(new double[] { 1 }));
    }

    [Test]
    public void ReadsNewStyleGroups()
    {
        using var reader = H5Reader.Open(H5Files.Case("new_style.h5"));
        Assert.That(reader.Text("group", "text"), Is.EqualTo("new"));
        Assert.That(Numbers(reader.ReadArray("group/a")), Is.EqualTo(new double[] { 0, 1, 2 }));
    }

    [Test]
    public void ReadsKerasWeights()
    {
        // The same weights as NumPy wrote them.
        var expected = NpzFile.Read(H5Files.Golden("training/lenet_trajectory.npz"));
        using var reader = H5Reader.Open(H5Files.Golden("training/lenet_after300.h5"));
        var read = new List<HostArray>();
        foreach (string layer in reader.Names("model_weights", "layer_names")!)
        {
            string group = $"model_weights/{layer}";
            read.AddRange(reader.Names(group, "weight_names")!.Select(name => reader.ReadArray($"{group}/{name}")));
        }

        Assert.That(read, Has.Count.EqualTo(10));
        for (int i = 0; i < read.Count; i++)
        {
            Assert.That(read[i].Shape, Is.EqualTo(expected[$"w{i}"].Shape));
            Assert.That(read[i].Bytes, Is.EqualTo(expected[$"w{i}"].Bytes));
        }
    }

    [Test]
    public void ChecksTheExpectedShape()
    {
        using var reader = H5Reader.Open(H5Files.Golden("models/lenet.h5"));
        Assert.That(
            () => reader.ReadArray("model_weights/conv2d/lenet/conv2d/kernel", [5, 5, 3, 6]),
            Throws.InstanceOf<ModelFileException>().With.Message.Contains("[5, 5, 1, 6] instead of [5, 5, 3, 6]"));
    }

    [Test]
    public void SaysWhatIsMissingOrOfAnotherKind()
    {
        using var reader = H5Reader.Open(H5Files.Golden("models/lenet.h5"));
        Assert.That(reader.HasGroup("model_weights"), Is.True);
        Assert.That(reader.HasGroup("model_weights/none"), Is.False);
        Assert.That(reader.HasArray("model_weights"), Is.False);
        Assert.That(() => reader.ReadArray("model_weights"), Throws.InstanceOf<ModelFileException>().With.Message.Contains("is no array"));
        Assert.That(() => reader.Children("none"), Throws.InstanceOf<ModelFileException>().With.Message.Contains("'none' is missing"));
    }

    private static double[] Numbers(HostArray array) => array.DType switch
    {
        DType.Float32 => array.Span<float>().ToArray().Select(value => (double)value).ToArray(),
        DType.Float64 => array.Span<double>().ToArray(),
        DType.Int8 => array.Span<sbyte>().ToArray().Select(value => (double)value).ToArray(),
        DType.UInt8 => array.Span<byte>().ToArray().Select(value => (double)value).ToArray(),
        DType.Int16 => array.Span<short>().ToArray().Select(value => (double)value).ToArray(),
        DType.Int32 => array.Span<int>().ToArray().Select(value => (double)value).ToArray(),
        _ => array.Span<long>().ToArray().Select(value => (double)value).ToArray(),
    };
}
