using System.IO.Compression;
using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

public sealed class MnistFileTests
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "datasets", "mnist.npz");

    [Test]
    public void ReadsTheArchive()
    {
        var arrays = MnistFile.Load(Shipped);
        Assert.That(arrays.TrainImages.Shape.ToArray(), Is.EqualTo(new[] { 60000, 28, 28 }));
        Assert.That(arrays.TestLabels.Shape.ToArray(), Is.EqualTo(new[] { 10000 }));
        Assert.That(arrays.Source, Is.EqualTo(Shipped));

        // The first labels of the training set, as everybody knows them: 5, 0, 4, 1, 9.
        Assert.That(arrays.TrainLabels.Bytes[..5], Is.EqualTo(new byte[] { 5, 0, 4, 1, 9 }));
    }

    [Test]
    public void ReadsTheFourIdxFilesPlainAndCompressed()
    {
        using var folder = new TemporaryFolder();
        var arrays = MnistFile.Load(Shipped);
        WriteIdx(folder.File("train-images-idx3-ubyte"), arrays.TrainImages);
        WriteIdx(folder.File("train-labels.idx1-ubyte"), arrays.TrainLabels);
        WriteIdx(folder.File("t10k-images-idx3-ubyte.gz"), arrays.TestImages);
        WriteIdx(folder.File("t10k-labels-idx1-ubyte.gz"), arrays.TestLabels);
        var again = MnistFile.Load(places: Places([folder.Path], folder.Path));
        Assert.That(again.TrainImages.Bytes.AsSpan().SequenceEqual(arrays.TrainImages.Bytes));
        Assert.That(again.Source, Is.EqualTo(folder.Path));
    }

    [Test]
    public void SearchesTheFoldersInOrder()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        File.Copy(Shipped, second.File("mnist.npz"));
        var arrays = MnistFile.Load(places: Places([first.Path, second.Path], first.Path));
        Assert.That(arrays.Source, Is.EqualTo(second.File("mnist.npz")));
    }

    [Test]
    public void DownloadsVerifiesAndKeeps()
    {
        using var folder = new TemporaryFolder();
        string keep = folder.File("deep/datasets");
        var addresses = new List<Uri>();
        var places = new DatasetPlaces([keep], keep, (address, target, _) =>
        {
            addresses.Add(address);
            target.Write(File.ReadAllBytes(Shipped));
        });
        var arrays = MnistFile.Load(places: places);
        Assert.That(addresses.Single().AbsoluteUri, Is.EqualTo("https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"));
        Assert.That(arrays.Source, Does.Contain("downloaded"));
        Assert.That(Directory.GetFiles(keep).Select(Path.GetFileName), Is.EqualTo(new[] { "mnist.npz" }));
        Assert.That(MnistFile.Load(places: places).Source, Is.EqualTo(Path.Combine(keep, "mnist.npz")));
        Assert.That(addresses, Has.Count.EqualTo(1));
    }

    [Test]
    public void AWrongDownloadIsNotKept()
    {
        using var folder = new TemporaryFolder();
        var places = new DatasetPlaces([folder.Path], folder.Path, (_, target, _) => target.Write("<html>not found</html>"u8));
        Assert.Throws<FileNotFoundException>(() => MnistFile.Load(places: places));
        Assert.That(folder.Names(), Is.Empty);
    }

    [Test]
    public void SaysWhatWasTriedAndHowToGiveTheFile()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        var error = Assert.Throws<FileNotFoundException>(() => MnistFile.Load(places: Places([first.Path, second.Path], second.Path)));
        Assert.That(error!.Message, Does.Contain(first.Path).And.Contain(second.Path).And.Contain("https://storage.googleapis.com"));
        Assert.That(error.Message, Does.Contain("no network here").And.Contain("SHARPKERAS_DATASETS").And.Contain("Mnist.Load(path)"));
        Assert.That(first.Names().Concat(second.Names()), Is.Empty);
    }

    [Test]
    public void RefusesAWrongDigest()
    {
        using var folder = new TemporaryFolder();
        var arrays = MnistFile.Load(Shipped);
        arrays.TestLabels.Bytes[9999] ^= 1;
        WriteIdx(folder.File("train-images-idx3-ubyte"), arrays.TrainImages);
        WriteIdx(folder.File("train-labels-idx1-ubyte"), arrays.TrainLabels);
        WriteIdx(folder.File("t10k-images-idx3-ubyte"), arrays.TestImages);
        WriteIdx(folder.File("t10k-labels-idx1-ubyte"), arrays.TestLabels);
        var error = Assert.Throws<InvalidDataException>(() => MnistFile.Load(folder.Path));
        Assert.That(error!.Message, Does.Contain("y_test").And.Contain("27ae3e4e09519cfbb04c329615203637").And.Contain(folder.Path));
    }

    [Test]
    public void RefusesAnotherArchive()
    {
        using var folder = new TemporaryFolder();
        byte[] one = NpyBytes.Array("|u1", "(1,)", [1]);
        File.WriteAllBytes(folder.File("mnist.npz"), NpyBytes.Archive(CompressionLevel.Optimal, ("x_train.npy", one)).ToArray());
        Assert.That(() => MnistFile.Load(folder.Path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("y_train"));
        var four = NpyBytes.Archive(
            CompressionLevel.Optimal, ("x_train.npy", one), ("y_train.npy", one), ("x_test.npy", one), ("y_test.npy", one));
        File.WriteAllBytes(folder.File("mnist.npz"), four.ToArray());
        Assert.That(
            () => MnistFile.Load(places: Places([folder.Path], folder.Path)),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("[60000, 28, 28]"));
    }

    [Test]
    public void SaysWhereNothingIs()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            () => MnistFile.Load(folder.File("none.npz")), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("none.npz"));
        Assert.That(() => MnistFile.Load(folder.Path), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("neither"));
    }

    private static DatasetPlaces Places(string[] folders, string download) =>
        new(folders, download, (_, _, _) => throw new HttpRequestException("no network here"));

    private static void WriteIdx(string path, HostArray array)
    {
        using var file = File.Create(path);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
        stream.Write([0, 0, 8, (byte)array.Shape.Rank]);
        foreach (int dimension in array.Shape)
        {
            stream.Write([(byte)(dimension >> 24), (byte)(dimension >> 16), (byte)(dimension >> 8), (byte)dimension]);
        }

        stream.Write(array.Bytes);
    }
}
