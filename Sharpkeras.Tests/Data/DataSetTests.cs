using System.Formats.Tar;
using System.IO.Compression;
using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

/// <summary>Fashion-MNIST, CIFAR-10 and Boston housing; there is no network in tests.</summary>
public sealed class DataSetTests
{
    private const string Debian = "/usr/share/datasets/fashion-mnist";

    private const int CifarRow = 3073;

    private TemporaryFolder folder = null!;

    private DatasetPlaces Nowhere => new([folder.File("none")], folder.File("none"), (_, _, _) => throw new HttpRequestException("no network here"));

    [SetUp]
    public void Create() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Fashion_mnist_is_found_where_Debian_puts_it_or_everything_tried_is_named()
    {
        if (Directory.Exists(Debian))
        {
            HostArray[] arrays = FashionMnist.Read(null, Nowhere);
            Assert.That(arrays.Select(array => array.Shape.ToString()), Is.EqualTo(new[] { "[60000, 28, 28]", "[60000]", "[10000, 28, 28]", "[10000]" }));

            // The first label of the training set is that of an ankle boot, and all classes are as frequent.
            Assert.That(FashionMnist.ClassNames[arrays[1].Bytes[0]], Is.EqualTo("Ankle boot"));
            Assert.That(arrays[3].Bytes.GroupBy(label => label).Select(group => group.Count()), Is.All.EqualTo(1000));
            return;
        }

        Assert.That(
            () => FashionMnist.Read(null, Nowhere),
            Throws.InstanceOf<FileNotFoundException>().With.Message.Contains(Debian).And.Message.Contains("train-images-idx3-ubyte.gz").And.Message.Contains("no network here"));
    }

    [Test]
    public void Other_data_are_not_taken_for_fashion()
    {
        File.WriteAllBytes(folder.File("train-images-idx3-ubyte"), [0, 0, 8, 1, 0, 0, 0, 1, 7]);
        Assert.That(() => FashionMnist.Load(folder.Path), Refused.With("not Fashion-MNIST's", "[1]", "[60000, 28, 28]"));
        Assert.That(() => FashionMnist.Load(folder.File("none")), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("train-images"));
    }

    [Test]
    public void Cifar_10_is_read_from_its_archive_and_from_its_folder()
    {
        byte[][] files = [.. Enumerable.Range(0, 6).Select(CifarFile)];
        string archive = folder.File("cifar-10-binary.tar.gz");
        WriteArchive(archive, files);
        var (train, test) = Cifar10.Load(archive);
        Assert.That(train.Images.Shape.ToArray(), Is.EqualTo(new[] { 50_000, 32, 32, 3 }));
        Assert.That(test.Labels.Shape.ToArray(), Is.EqualTo(new[] { 10_000, 1 }));

        // Picture 12345 is number 2345 of the second file; row 3, column 5, blue.
        byte[] pixels = train.Images.ToArray<byte>();
        Assert.That(pixels[(((((12_345 * 32) + 3) * 32) + 5) * 3) + 2], Is.EqualTo(files[1][(2345 * CifarRow) + 1 + (2 * 1024) + (3 * 32) + 5]));
        Assert.That(train.Labels.ToArray<byte>()[12_345], Is.EqualTo(files[1][2345 * CifarRow]));
        string bin = Directory.CreateDirectory(folder.File("cifar-10-batches-bin")).FullName;
        for (int i = 0; i < files.Length; i++)
        {
            File.WriteAllBytes(Path.Combine(bin, i < 5 ? $"data_batch_{i + 1}.bin" : "test_batch.bin"), files[i]);
        }

        Assert.That(Cifar10.Load(folder.Path).Test.Images.ToArray<byte>(), Is.EqualTo(test.Images.ToArray<byte>()));
        files[0][0] = 10;
        File.WriteAllBytes(Path.Combine(bin, "data_batch_1.bin"), files[0]);
        Assert.That(() => Cifar10.Load(folder.Path), Refused.With("data_batch_1.bin", "picture 0", "label 10"));
        File.WriteAllBytes(Path.Combine(bin, "data_batch_1.bin"), files[0][1..]);
        Assert.That(() => Cifar10.Load(folder.Path), Refused.With("data_batch_1.bin", "10000 pictures"));
    }

    [Test]
    public void A_damaged_or_other_archive_is_not_taken_for_cifar_10()
    {
        string archive = folder.File("cifar-10-binary.tar.gz");
        WriteArchive(archive, [CifarFile(0)]);
        Assert.That(() => Cifar10.Load(archive), Refused.With("data_batch_2.bin", "none"));
        DatasetPlaces places = Nowhere with { Folders = [folder.Path] };
        Assert.That(() => Cifar10.Read(null, places), Refused.With("MD5", "c32a1d4ab5d03f1284b67883e8d87530"));
        byte[] whole = File.ReadAllBytes(archive);
        File.WriteAllBytes(archive, whole[..(whole.Length / 2)]);
        Assert.That(() => Cifar10.Load(archive), Refused.With(archive));
        File.Delete(archive);
        Assert.That(() => Cifar10.Read(null, places), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("no network here"));
        Assert.That(() => Cifar10.Load(archive), Throws.InstanceOf<FileNotFoundException>());
    }

    /// <summary>Printed by NumPy 1.24: words of <c>RandomState(113)</c>, and <c>arange(506)</c> after its <c>shuffle</c>.</summary>
    [Test]
    public void The_shuffle_is_NumPys()
    {
        var random = new NumpyRandom(113);
        Assert.That(Enumerable.Range(0, 4).Select(_ => random.Next()), Is.EqualTo(new uint[] { 3659249829, 529109724, 317413538, 548173386 }));
        int[] order = NumpyRandom.Permutation(506, 113);
        Assert.That(order[..12], Is.EqualTo(new[] { 22, 202, 368, 335, 461, 323, 382, 143, 146, 141, 402, 412 }));
        Assert.That(order[^4..], Is.EqualTo(new[] { 74, 162, 220, 165 }));
        Assert.That(NumpyRandom.Permutation(10, 113), Is.EqualTo(new[] { 9, 3, 6, 1, 0, 7, 4, 8, 2, 5 }));
    }

    [Test]
    public void Boston_housing_is_split_as_in_Keras()
    {
        string path = folder.File("boston_housing.npz");
        NpzFile.Write(path, new Dictionary<string, HostArray>
        {
            ["x"] = HostArray.From<double>([.. Enumerable.Range(0, 506 * 13).Select(i => (double)i)], [506, 13]),
            ["y"] = HostArray.From<double>([.. Enumerable.Range(0, 506).Select(i => (double)i)], [506]),
        });
        var (train, test) = BostonHousing.Load(path);
        Assert.That(train.X.Shape.ToArray(), Is.EqualTo(new[] { 404, 13 }));
        Assert.That(test.Y.Shape.ToArray(), Is.EqualTo(new[] { 102 }));
        Assert.That(train.Y.ToArray<double>()[..3], Is.EqualTo(new double[] { 22, 202, 368 }));
        Assert.That(train.X.ToArray<double>()[13], Is.EqualTo(202 * 13));
        Assert.That(test.Y.ToArray<double>()[^1], Is.EqualTo(165));
        NpzFile.Write(path, new Dictionary<string, HostArray> { ["x"] = HostArray.From([1.0], [1]) });
        Assert.That(() => BostonHousing.Load(path), Refused.With(path, "[506, 13]"));
        Assert.That(() => BostonHousing.Load(path, testSplit: 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static byte[] CifarFile(int seed)
    {
        byte[] bytes = new byte[10_000 * CifarRow];
        var random = new Random(seed);
        random.NextBytes(bytes.AsSpan(0, CifarRow * 7));
        for (int at = 0; at < bytes.Length; at += CifarRow)
        {
            bytes.AsSpan(at / CifarRow % 7 * CifarRow, CifarRow).CopyTo(bytes.AsSpan(at));
            bytes[at] = (byte)random.Next(10);
        }

        return bytes;
    }

    private static void WriteArchive(string path, byte[][] files)
    {
        using var tar = new TarWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        for (int i = 0; i < files.Length; i++)
        {
            string name = "cifar-10-batches-bin/" + (i < 5 ? $"data_batch_{i + 1}.bin" : "test_batch.bin");
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(files[i]) });
        }
    }
}
