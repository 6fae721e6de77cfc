using Sharpkeras.Diagnostics;
using Sharpkeras.Saving;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving.Hdf5;

public sealed class H5WriterTests
{
    [TestCase("models/lenet.h5")]
    [TestCase("models/lenet_trained.h5")]
    [TestCase("models/mlp_sgd_l2.h5")]
    [TestCase("models/mlp_sgd_l2_trained.h5")]
    [TestCase("training/lenet_init.weights.h5")]
    public void KerasFilesComeBackTheSame(string golden)
    {
        using var folder = new TemporaryFolder();
        using var original = H5Reader.Open(H5Files.Golden(golden));
        var tree = original.ReadTree();
        H5Writer.Write(folder.File("copy.h5"), tree);
        using var copy = H5Reader.Open(folder.File("copy.h5"));
        AssertEqual(tree, copy.ReadTree(), "");
        Assert.That(folder.Names(), Is.EqualTo(new[] { "copy.h5" }));
    }

    [Test]
    public void EveryKindComesBack()
    {
        var tree = EveryKind();
        using var reader = H5Files.Open(H5Files.Bytes(tree));
        AssertEqual(tree, reader.ReadTree(), "");
    }

    [Test]
    public void ManyLongNamesAreSplitAndPutTogether()
    {
        string[] names = Enumerable.Range(0, 5000).Select(i => $"layer_{i}").ToArray();
        var root = new H5Group();
        root.SetNames("layer_names", names);
        foreach (string name in names)
        {
            root.Group(name).SetNames("weight_names", []);
        }

        using var reader = H5Files.Open(H5Files.Bytes(root));
        Assert.That(reader.AttributeNames(""), Is.EqualTo(new[] { "layer_names0", "layer_names1" }));
        Assert.That(reader.Names("", "layer_names"), Is.EqualTo(names));
        Assert.That(reader.Children(""), Is.EquivalentTo(names));
        Assert.That(reader.Names("layer_4999", "weight_names"), Is.Empty);
    }

    [Test]
    public void LongTextsAreKept()
    {
        string text = string.Concat(Enumerable.Range(0, 300_000).Select(i => (char)('a' + (i % 26))));
        var root = new H5Group();
        root.Attributes["model_config"] = H5Attribute.Of(text);
        using var reader = H5Files.Open(H5Files.Bytes(root));
        Assert.That(reader.Text("", "model_config"), Is.EqualTo(text));
    }

    [Test]
    public void ManyTextsFillSeveralHeaps()
    {
        string[] texts = [.. Enumerable.Range(0, 300).Select(i => new string((char)('a' + (i % 26)), 10_000 + i))];
        var root = new H5Group();
        for (int i = 0; i < texts.Length; i++)
        {
            root.Group($"group_{i}").Attributes["text"] = H5Attribute.Of(texts[i]);
        }

        using var reader = H5Files.Open(H5Files.Bytes(root));
        Assert.That(texts.Select((_, i) => reader.Text($"group_{i}", "text")), Is.EqualTo(texts));
    }

    [Test]
    public void TextsWithNulAreRefused()
    {
        var root = new H5Group();
        root.Attributes["text"] = H5Attribute.Of("a\0b");
        Assert.That(() => H5Files.Bytes(root), Throws.InstanceOf<ModelFileException>().With.Message.Contains("NUL"));
    }

    [Test]
    public void AFailingStreamLeavesTheEarlierFileWhereverItFails()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.h5");
        H5Writer.Write(path, EveryKind());
        byte[] earlier = File.ReadAllBytes(path);
        for (int limit = 0; limit < earlier.Length; limit += 37)
        {
            var error = Assert.Throws<ModelFileException>(
                () => AtomicFile.Write(path, stream => H5Writer.Write(new FullStream(stream, limit), EveryKind())), $"{limit} bytes");
            Assert.That(error!.Message, Does.Contain("no space left").And.Contain(path));
        }

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(earlier));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "model.h5" }));
    }

    [Test]
    public void RefusesWhatTheFormatDoesNotHold()
    {
        var root = new H5Group();
        root.Add("a", HostArray.From<float>([1], [1]));
        Assert.That(() => root.Add("a", HostArray.From<float>([1], [1])), Throws.InstanceOf<ModelFileException>());
        Assert.That(() => root.Add("a/b", HostArray.From<float>([1], [1])), Throws.InstanceOf<ModelFileException>());
        root.Attributes["names"] = H5Attribute.Of(Enumerable.Repeat("x", 5000));
        Assert.That(() => H5Files.Bytes(root), Throws.InstanceOf<ModelFileException>().With.Message.Contains("names"));
        var slash = new H5Group();
        slash.Children.Add("a/b", new H5Group());
        Assert.That(() => H5Files.Bytes(slash), Throws.InstanceOf<ModelFileException>().With.Message.Contains("a/b"));
    }

    internal static H5Group EveryKind()
    {
        var root = new H5Group();
        root.Attributes["text"] = H5Attribute.Of("日本");
        root.Attributes["empty"] = H5Attribute.Of("");
        root.Attributes["list"] = H5Attribute.Of(["a", "b"]);
        root.Attributes["one"] = H5Attribute.Of(["single"]);
        root.SetNames("none", []);
        root.Attributes["int64"] = H5Attribute.Of(-5L);
        root.Attributes["int32"] = H5Attribute.Of(5);
        root.Attributes["float32"] = H5Attribute.Of(0.1f);
        root.Add("deep/floats", HostArray.From<float>([1, 2, 3, 4], [2, 2]));
        root.Add("deep/step", HostArray.From([7L], Shape.Scalar)).Attributes["dtype"] = H5Attribute.Of("int64");
        root.Add("doubles", HostArray.From([0.1, double.NaN], [2]));
        root.Add("int8", HostArray.From<sbyte>([-1, 1], [2]));
        root.Add("uint8", HostArray.From<byte>([0, 255], [2]));
        root.Add("int16", HostArray.From<short>([-300], [1]));
        root.Add("int32", HostArray.From([1 << 30], [1, 1, 1]));
        root.Add("bool", HostArray.From([true, false], [2]));
        root.Add("empty", HostArray.From<float>([], [0, 4]));
        root.Group("nothing");
        return root;
    }

    private static void AssertEqual(H5Node expected, H5Node actual, string path)
    {
        Assert.That(actual.Attributes.Keys, Is.EquivalentTo(expected.Attributes.Keys), path);
        foreach (var (name, value) in expected.Attributes)
        {
            var other = actual.Attributes[name];
            Assert.That(other.Text, Is.EqualTo(value.Text), $"{path}@{name}");
            Assert.That(other.Texts, Is.EqualTo(value.Texts), $"{path}@{name}");
            AssertEqual(value.Numbers, other.Numbers, $"{path}@{name}");
        }

        AssertEqual((expected as H5Array)?.Value, (actual as H5Array)?.Value, path);
        var group = expected as H5Group;
        Assert.That((actual as H5Group)?.Children.Keys, group == null ? Is.Null : Is.EquivalentTo(group.Children.Keys), path);
        foreach (var (name, child) in group?.Children ?? [])
        {
            AssertEqual(child, ((H5Group)actual).Children[name], $"{path}/{name}");
        }
    }

    private static void AssertEqual(HostArray? expected, HostArray? actual, string path)
    {
        Assert.That(actual?.DType, Is.EqualTo(expected?.DType), path);
        Assert.That(actual?.Shape, Is.EqualTo(expected?.Shape), path);
        Assert.That(actual?.Bytes, Is.EqualTo(expected?.Bytes), path);
    }
}
