using Sharpkeras.Checkpoints;
using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Checkpoints;

/// <summary>Files of checkpoints: nothing gets lost, no damage goes unnoticed.</summary>
[TestFixture]
public sealed class CheckpointFileTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void EverythingComesBack()
    {
        StateDictionary state = Some();
        CheckpointFile.Write(folder.File("c.h5"), state);
        StateDictionary read = CheckpointFile.Read(folder.File("c.h5"));
        Assert.That(read.Names, Is.EqualTo(state.Names));
        foreach (string name in state.Names)
        {
            HostArray expected = state.GetArray(name);
            HostArray value = read.GetArray(name);
            Assert.That((value.DType, value.Shape), Is.EqualTo((expected.DType, expected.Shape)), name);
            Assert.That(value.Bytes, Is.EqualTo(expected.Bytes), name);
        }

        Assert.That(read.GetDouble("numbers/nan"), Is.NaN);
        Assert.That(read.GetInt64("numbers/large"), Is.EqualTo(long.MinValue));
        Assert.That(read.GetText("text"), Is.EqualTo("größer / ∞"));
        Assert.That(read.GetText("empty"), Is.EqualTo(""));
    }

    [Test]
    public void AWrongBitIsNoticedOrMeansNothing()
    {
        string path = folder.File("c.h5");
        CheckpointFile.Write(path, Some());
        byte[] whole = File.ReadAllBytes(path);
        var random = new Random(2);
        int noticed = 0;
        for (int i = 0; i < 400; i++)
        {
            byte[] wrong = [.. whole];
            wrong[random.Next(wrong.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, wrong);
            try
            {
                Assert.That(CheckpointFile.Read(path).GetText("text"), Is.EqualTo("größer / ∞"));
            }
            catch (ModelFileException)
            {
                noticed++;
            }
        }

        Assert.That(noticed, Is.GreaterThan(100));
    }

    [Test]
    public void AHalfFileIsNoticed()
    {
        string path = folder.File("c.h5");
        CheckpointFile.Write(path, Some());
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.That(() => CheckpointFile.Read(path), Throws.InstanceOf<ModelFileException>(), $"{length} of {whole.Length} bytes");
        }
    }

    [Test]
    public void AFullDiskLeavesTheEarlierFile()
    {
        string path = folder.File("c.h5");
        CheckpointFile.Write(path, Some());
        byte[] before = File.ReadAllBytes(path);
        Assert.That(
            () => CheckpointFile.Write(path, Some(), stream => new FullStream(stream, 1000)), Throws.InstanceOf<ModelFileException>().With.Message.Contains("no space"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "c.h5" }));
    }

    private static StateDictionary Some()
    {
        var state = new StateDictionary();
        state.Set("text", "größer / ∞");
        state.Set("empty", "");
        state.Part("numbers").Set("nan", double.NaN);
        state.Part("numbers").Set("large", long.MinValue);
        state.Set("none", HostArray.From<int>([], [0, 3]));
        foreach (DType dtype in Enum.GetValues<DType>())
        {
            state.Part("types").Set(dtype.ToString(), new HostArray(dtype, [2, 3], [.. Enumerable.Range(0, 6 * dtype.Size()).Select(i => (byte)(dtype == DType.Bool ? i % 2 : 7 * i))]));
        }

        return state;
    }
}
