using System.IO.Compression;
using Sharpkeras.Data;

namespace Sharpkeras.Tests.Data;

public sealed class NpzFileTests
{
    private static readonly byte[] Floats = NpyBytes.Array("<f4", "(2,)", NpyBytes.Bytes(1.5f, -2f));

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void ReadsStoredAndDeflatedMembersInOrder(CompressionLevel level)
    {
        byte[] scalar = NpyBytes.Array("<i8", "()", NpyBytes.Bytes(7L));
        var arrays = NpzFile.Read(NpyBytes.Archive(level, ("z/x0.npy", Floats), ("a.npy", scalar)));
        Assert.That(arrays.Keys, Is.EqualTo(new[] { "z/x0", "a" }));
        Assert.That(arrays["z/x0"].Span<float>().ToArray(), Is.EqualTo(new[] { 1.5f, -2f }));
        Assert.That(arrays["a"].Span<long>()[0], Is.EqualTo(7));
    }

    [Test]
    public void ReadsWhatNumPyWrote()
    {
        var arrays = NpzFile.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", "training", "lenet_trajectory.npz"));
        Assert.That(arrays["losses"].Shape.ToArray(), Is.EqualTo(new[] { 300 }));
        Assert.That(arrays["w0"].Shape.ToArray(), Is.EqualTo(new[] { 5, 5, 1, 6 }));
    }

    [Test]
    public void EveryGoldenArchiveIsRead()
    {
        string[] paths = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Goldens", "values"), "*.npz");
        Assert.That(paths, Is.Not.Empty);
        foreach (string path in paths)
        {
            Assert.That(NpzFile.Read(path), Is.Not.Empty, path);
        }
    }

    [Test]
    public void NamesMemberAndElementTypeThatItRefuses()
    {
        byte[] objects = NpyBytes.Array("|O", "(1,)", new byte[8]);
        var stream = NpyBytes.Archive(CompressionLevel.Optimal, ("good.npy", Floats), ("objects.npy", objects));
        Assert.That(
            () => NpzFile.Read(stream),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("objects").And.Message.Contains("|O"));
    }

    [Test]
    public void RefusesMembersThatAreNoArrays()
    {
        var stream = NpyBytes.Archive(CompressionLevel.Optimal, ("note.txt", Floats));
        Assert.That(() => NpzFile.Read(stream), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("note.txt"));
    }

    [Test]
    public void RefusesANameThatOccursTwice()
    {
        var stream = NpyBytes.Archive(CompressionLevel.Optimal, ("a.npy", Floats), ("a.npy", Floats));
        Assert.That(() => NpzFile.Read(stream), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("twice"));
    }

    [TestCase("../a.npy")]
    [TestCase("/etc/a.npy")]
    [TestCase("b/../../a.npy")]
    [TestCase("C:\\a.npy")]
    [TestCase("b//a.npy")]
    public void RefusesNamesThatArePaths(string name)
    {
        var stream = NpyBytes.Archive(CompressionLevel.Optimal, ("good/a.npy", Floats), (name, Floats));
        Assert.That(() => NpzFile.Read(stream), Refused.With(name, "leads out"));
        using var folder = new Support.TemporaryFolder();
        var arrays = new Dictionary<string, HostArray> { [name[..^4]] = HostArray.From([1f], [1]) };
        Assert.That(() => NpzFile.Write(folder.File("a.npz"), arrays), Throws.ArgumentException);
        Assert.That(folder.Names(), Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void StreamsTheRowsOfMembers(bool compressed)
    {
        using var folder = new Support.TemporaryFolder();
        string path = folder.File("a.npz");
        NpzFile.Write(path, new Dictionary<string, HostArray> { ["part/x"] = HostArray.From<int>([1, 2, 3, 4], [2, 2]), ["y"] = HostArray.From([5f, 6], [2]) }, compressed);
        Element[] rows = [.. NpzFile.Stream(path, "part/x", "y").AsEnumerable()];
        Assert.That(rows.Select(row => row.X[0].Span<int>()[1]), Is.EqualTo(new[] { 2, 4 }));
        Assert.That(rows.Select(row => row.Y[0].Span<float>()[0]), Is.EqualTo(new[] { 5f, 6 }));
        Assert.That(() => NpzFile.Stream(path, "z"), Refused.With("'z'", "part/x"));
        File.Delete(path);
    }

    [TestCase(4)]
    [TestCase(12)]
    public void RefusesDataOfAnotherLengthThanTheShape(int bytes)
    {
        var stream = NpyBytes.Archive(CompressionLevel.Optimal, ("a.npy", NpyBytes.Array("<f4", "(2,)", new byte[bytes])));
        Assert.That(() => NpzFile.Read(stream), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("'a.npy'"));
    }

    [Test]
    public void RefusesAClaimBeyondWhatDeflateCanHold()
    {
        // The size in the central directory, patched: 1.2 GB out of some hundred bytes.
        byte[] bytes = NpyBytes.Archive(CompressionLevel.Optimal, ("a.npy", NpyBytes.Array("<f4", "(300000000,)", []))).ToArray();
        int directory = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.GetBytes(1_200_000_128).CopyTo(bytes, directory + 24);
        Assert.That(() => NpzFile.Read(new MemoryStream(bytes)), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("claims"));
    }

    [Test]
    public void RefusesEveryTruncation()
    {
        byte[] whole = NpyBytes.Archive(CompressionLevel.Optimal, ("a.npy", Floats), ("b.npy", Floats)).ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => NpzFile.Read(new MemoryStream(whole[..length])), $"{length} bytes");
        }
    }

    [Test]
    public void DamagedBytesGiveAnArrayOrAClearError()
    {
        byte[] whole = NpyBytes.Archive(CompressionLevel.Optimal, ("a.npy", Floats)).ToArray();
        var random = new Random(1);
        for (int trial = 0; trial < 2000; trial++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                NpzFile.Read(new MemoryStream(damaged));
            }
            catch (InvalidDataException)
            {
                // What a damaged file should give, where its damage shows.
            }
        }
    }
}
