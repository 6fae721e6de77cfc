using Sharpkeras.Diagnostics;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving.Hdf5;

/// <summary>Files that must be refused in words, without a hang, a crash or much memory.</summary>
public sealed class H5HostileTests
{
    [TestCase("fletcher.h5", "filters 3")]
    [TestCase("lzf.h5", "filters 32000")]
    [TestCase("shuffle_only.h5", "filters 2")]
    [TestCase("mask.h5", "leaves out some of its filters")]
    [TestCase("unwritten_chunk.h5", "1 chunks of an array are there instead of 4")]
    [TestCase("unwritten.h5", "never written")]
    [TestCase("big_endian.h5", "big-endian float32")]
    [TestCase("compound.h5", "class 6")]
    [TestCase("texts_array.h5", "text of fixed length")]
    [TestCase("too_large_integer.h5", "9223372036854775808")]
    [TestCase("soft_link.h5", "'a' is a soft link")]
    [TestCase("external_link.h5", "soft or external link")]
    [TestCase("external_storage.h5", "in another file")]
    [TestCase("virtual.h5", "virtual")]
    [TestCase("cycle.h5", "two names")]
    [TestCase("committed.h5", "stored with another object")]
    [TestCase("user_block.h5", "user block")]
    [TestCase("dense_links.h5", "libver='latest'")]
    [TestCase("dense_attributes.h5", "libver='latest'")]
    [TestCase("new_chunks.h5", "libver='latest'")]
    public void RefusesWhatKerasNeverWrites(string name, string reason)
    {
        var error = Assert.Throws<ModelFileException>(() => ReadAll(H5Files.Case(name)));
        Assert.That(error!.Message, Does.Contain(reason).And.Contain(name));
    }

    [Test]
    public void RefusesFilesThatAreNotThereOrNotHdf5()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.h5"), "this is no HDF5 file, though its name says so");
        File.WriteAllText(folder.File("empty.h5"), "");
        Assert.That(() => ReadAll(folder.File("none.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("none.h5"));
        Assert.That(() => ReadAll(folder.Path), Throws.InstanceOf<ModelFileException>().With.Message.Contains("is a folder"));
        Assert.That(() => ReadAll(folder.File("text.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("no HDF5 file"));
        Assert.That(() => ReadAll(folder.File("empty.h5")), Throws.InstanceOf<ModelFileException>().With.Message.Contains("no HDF5 file"));
    }

    [TestCase("models/mlp_sgd_l2_trained.h5")]
    [TestCase("models/lenet.h5")]
    public void RefusesEveryTruncation(string golden)
    {
        byte[] whole = File.ReadAllBytes(H5Files.Golden(golden));
        for (int length = 0; length < whole.Length; length += length < 4096 ? 61 : 997)
        {
            var error = Assert.Throws<ModelFileException>(() => ReadAll(whole[..length]), $"{length} bytes");
            Assert.That(error!.Message, Does.Contain("test"));
        }

        Assert.Throws<ModelFileException>(() => ReadAll(whole[..^1]));
    }

    [Test]
    public void RefusesTruncationsOfOurOwnFiles()
    {
        byte[] whole = H5Files.Bytes(Small());
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<ModelFileException>(() => ReadAll(whole[..length]), $"{length} bytes");
        }
    }

    [TestCase("models/mlp_sgd_l2_trained.h5", 3000)]
    [TestCase("../Saving/Files/packed.h5", 3000)]
    [TestCase("../Saving/Files/types.h5", 2000)]
    [TestCase("../Saving/Files/new_style.h5", 2000)]
    public void DamagedBytesGiveATreeOrAClearError(string golden, int trials)
    {
        byte[] whole = File.ReadAllBytes(H5Files.Golden(golden));
        var random = new Random(1);
        int refused = 0;
        for (int trial = 0; trial < trials; trial++)
        {
            refused += Survives(Damaged(whole, random)) ? 0 : 1;
        }

        Assert.That(refused, Is.Positive);
    }

    /// <summary>Replaces some bytes by extreme or any ones; where fields of addresses and sizes are hit, the claims are absurd.</summary>
    private static byte[] Damaged(byte[] whole, Random random)
    {
        byte[] bytes = (byte[])whole.Clone();
        int count = 1 + random.Next(4);
        for (int i = 0; i < count; i++)
        {
            int position = random.Next(bytes.Length);
            int run = Math.Min(1 << random.Next(4), bytes.Length - position);
            byte value = random.Next(3) switch { 0 => 0xFF, 1 => 0x7F, _ => (byte)random.Next(256) };
            bytes.AsSpan(position, run).Fill(value);
        }

        return bytes;
    }

    private static bool Survives(byte[] bytes)
    {
        try
        {
            ReadAll(bytes);
            return true;
        }
        catch (ModelFileException)
        {
            return false;
        }
    }

    private static H5Group Small()
    {
        var root = new H5Group();
        root.Attributes["text"] = H5Attribute.Of("some text");
        root.Add("group/a", HostArray.From<float>([1, 2, 3], [3]));
        return root;
    }

    private static void ReadAll(byte[] bytes)
    {
        using var reader = H5Files.Open(bytes);
        reader.ReadTree();
    }

    private static void ReadAll(string path)
    {
        using var reader = H5Reader.Open(path);
        reader.ReadTree();
    }
}
