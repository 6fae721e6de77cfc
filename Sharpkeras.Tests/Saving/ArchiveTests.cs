using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>What <c>.keras</c> archives may be, and which are refused.</summary>
public sealed class ArchiveTests
{
    private TemporaryFolder folder = null!;
    private Sequential model = null!;
    private string path = "";

    [SetUp]
    public void Save()
    {
        folder = new TemporaryFolder();
        path = folder.File("a.keras");
        model = SmallModels.Compiled(SmallModels.Mlp());
        var (x, y) = SmallModels.Data(10, 3, 6);
        model.Fit(x, y, verbosity: Verbosity.Silent);
        model.Save(path);
    }

    [TearDown]
    public void Close() => folder.Dispose();

    [Test]
    public void TheKindIsToldFromTheContent()
    {
        model.Save(folder.File("b.h5"));
        File.Move(path, folder.File("archive.h5"));
        File.Move(folder.File("b.h5"), folder.File("legacy.keras"));
        foreach (string name in new[] { "archive.h5", "legacy.keras" })
        {
            Assert.That(SmallModels.WeightBytes(Model.Load(folder.File(name))), Is.EqualTo(SmallModels.WeightBytes(model)), name);
        }
    }

    [Test]
    public void PackedEntriesAreRead()
    {
        string packed = folder.File("packed.keras");
        Repack(packed, CompressionLevel.SmallestSize);
        Assert.That(new FileInfo(packed).Length, Is.LessThan(new FileInfo(path).Length / 2));
        Assert.That(SmallModels.WeightBytes(Model.Load(packed)), Is.EqualTo(SmallModels.WeightBytes(model)));
    }

    [TestCase("config.json")]
    [TestCase("model.weights.h5")]
    public void AMemberThatIsMissingIsNamed(string name)
    {
        Edit(archive => archive.GetEntry(name)!.Delete());
        Refused(name, "metadata.json");
    }

    [Test]
    public void AMemberThatIsThereTwiceIsRefused()
    {
        Edit(archive => Add(archive, "config.json", "{}"));
        Refused("config.json", "more than once");
    }

    [Test]
    public void PickledWeightsAreRefused()
    {
        Edit(archive =>
        {
            archive.GetEntry("model.weights.h5")!.Delete();
            Add(archive, "model.weights.npz", "anything");
        });
        Refused("model.weights.npz", "pickled");
    }

    [Test]
    public void NamesThatLeadElsewhereDoNothing()
    {
        Edit(archive =>
        {
            Add(archive, "../evil.txt", "evil");
            Add(archive, "/evil.txt", "evil");
            Add(archive, "assets/../../evil.txt", "evil");
        });
        Assert.That(SmallModels.WeightBytes(Model.Load(path)), Is.EqualTo(SmallModels.WeightBytes(model)));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a.keras" }));
        Assert.That(File.Exists(Path.Combine(folder.Path, "..", "evil.txt")), Is.False);
    }

    [TestCase("no JSON at all", "JSON")]
    [TestCase("[]", "JSON")]
    [TestCase("{}", "class_name")]
    [TestCase("{\"class_name\": 1}", "cannot be made")]
    [TestCase("{\"class_name\": \"Sequential\", \"config\": null}", "layers")]
    [TestCase("{\"class_name\": \"Sequential\", \"config\": {\"layers\": [null]}}", "cannot be made")]
    [TestCase("{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\": \"NoSuchLayer\", \"config\": {}}]}}", "NoSuchLayer")]
    [TestCase("{\"class_name\": \"Own\", \"config\": {}, \"registered_name\": \"my_package>Own\"}", "my_package>Own")]
    public void AConfigThatIsNoneIsRefused(string text, string message)
    {
        Edit(archive =>
        {
            archive.GetEntry("config.json")!.Delete();
            Add(archive, "config.json", text);
        });
        Refused("a.keras", message);
    }

    [Test]
    public void TheWeightsOfAnotherModelAreRefused()
    {
        new Sequential([new InputLayer([6]), new Dense(5), new Dense(3)]).SaveWeights(folder.File("w.weights.h5"));
        Edit(archive =>
        {
            archive.GetEntry("model.weights.h5")!.Delete();
            archive.CreateEntryFromFile(folder.File("w.weights.h5"), "model.weights.h5");
        });
        Refused("another model", "[6, 8], [8] | layers/dense: [6, 5], [5]");
    }

    /// <summary>An entry that claims five gigabytes of a few stored ones, in the form for large files.</summary>
    [Test]
    public void AClaimThatNoModelMakesIsRefused()
    {
        File.WriteAllBytes(path, OfClaim("model.weights.h5", 5L << 30));
        using (ZipArchive archive = ZipFile.OpenRead(path))
        {
            Assert.That(archive.Entries.Single().Length, Is.EqualTo(5L << 30), "the file that the test makes");
        }

        Assert.That(
            () => model.LoadWeights(path),
            Throws.InstanceOf<ModelFileException>().With.Message.Contains("model.weights.h5").And.Message.Contains("5368709120 bytes"));
    }

    [Test]
    public void TruncatedFilesAreRefused()
    {
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 60))
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.That(() => Model.Load(path), Throws.InstanceOf<ModelFileException>().With.Message.Contains("a.keras"), $"{length} bytes");
        }
    }

    /// <summary>A flipped bit is found, or lies where it means nothing: in times, permissions and such.</summary>
    [Test]
    public void FlippedBitsAreFoundOrMeanNothing()
    {
        byte[] whole = File.ReadAllBytes(path);
        byte[][] weights = SmallModels.WeightBytes(model);
        int found = 0;
        int[] places = [.. Enumerable.Range(0, 150).Select(i => i * (whole.Length / 150)), .. Enumerable.Range(whole.Length - 220, 220)];
        foreach (int place in places)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(path, damaged);
            try
            {
                Assert.That(SmallModels.WeightBytes(Model.Load(path)), Is.EqualTo(weights), $"byte {place}");
            }
            catch (ModelFileException)
            {
                found++;
            }
        }

        Assert.That(found, Is.GreaterThan(150));
    }

    [Test]
    public void AnEarlierFileIsReplacedWholeOrNotAtAll()
    {
        byte[] before = File.ReadAllBytes(path);
        var untold = new Sequential([new InputLayer([6]), new Untold()]);
        Assert.That(() => untold.Save(path), Throws.InvalidOperationException.With.Message.Contains("property"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a.keras" }));
    }

    private void Refused(params string[] parts)
    {
        string message = Assert.Catch<ModelFileException>(() => Model.Load(path))!.Message;
        Assert.That(parts, Is.All.Matches<string>(message.Contains), message);
    }

    private void Edit(Action<ZipArchive> edit)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update);
        edit(archive);
    }

    private void Repack(string target, CompressionLevel level)
    {
        using ZipArchive from = ZipFile.OpenRead(path);
        using ZipArchive to = ZipFile.Open(target, ZipArchiveMode.Create);
        foreach (ZipArchiveEntry entry in from.Entries)
        {
            using Stream source = entry.Open();
            using Stream stream = to.CreateEntry(entry.FullName, level).Open();
            source.CopyTo(stream);
        }
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using Stream stream = archive.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static byte[] OfClaim(string name, long size)
    {
        byte[] plain = Encoding.ASCII.GetBytes(name);
        byte[] packed = [3, 0];
        byte[] extra = new byte[12];
        BinaryPrimitives.WriteInt16LittleEndian(extra, 1);
        BinaryPrimitives.WriteInt16LittleEndian(extra.AsSpan(2), 8);
        BinaryPrimitives.WriteInt64LittleEndian(extra.AsSpan(4), size);
        byte[] common = [45, 0, 0, 0, 8, 0, 0, 0, 33, 0, 0, 0, 0, 0, 2, 0, 0, 0, 255, 255, 255, 255, (byte)plain.Length, 0, (byte)extra.Length, 0];
        byte[] local = [0x50, 0x4B, 3, 4, .. common, .. plain, .. extra, .. packed];
        byte[] central = [0x50, 0x4B, 1, 2, 45, 0, .. common, .. new byte[14], .. plain, .. extra];
        return [.. local, .. central, 0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, (byte)central.Length, 0, 0, 0, (byte)local.Length, 0, 0, 0, 0, 0];
    }

    /// <summary>A layer whose config cannot be written.</summary>
    private sealed class Untold(int hidden = 3) : Layer
    {
        protected override Tensor Forward(Tensor input, CallContext context) => input * hidden;
    }
}
