using System.IO.Compression;
using System.Text;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

public sealed class TfRecordFileTests
{
    private static readonly byte[][] Records = [.. "|a|hello|0123456789abcdef0".Split('|').Select(Encoding.ASCII.GetBytes), new byte[70_000]];

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Writes_the_frames_that_the_format_names()
    {
        string path = folder.File("a.tfrecord");
        TfRecordFile.Write(path, Records);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Records.SelectMany(RecordBytes.Frame)));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a.tfrecord" }));
    }

    [Test]
    public void Reads_plain_and_compressed_files()
    {
        string path = folder.File("a.tfrecord");
        byte[] bytes = [.. Records.SelectMany(RecordBytes.Frame)];
        File.WriteAllBytes(path, bytes);
        Assert.That(TfRecordFile.Stream(path).AsEnumerable(), Is.EqualTo(Records));
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        Assert.That(TfRecordFile.Stream(path).AsEnumerable(), Is.EqualTo(Records));
        File.WriteAllBytes(path, []);
        Assert.That(TfRecordFile.Stream(path).AsEnumerable(), Is.Empty);
    }

    [Test]
    public void Each_damaged_byte_is_noticed_with_record_and_offset()
    {
        string path = folder.File("a.tfrecord");
        byte[] bytes = [.. RecordBytes.Frame("abc"u8.ToArray()), .. RecordBytes.Frame("defg"u8.ToArray())];
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            damaged[i] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            string place = i < 19 ? "record 0 at byte 0" : "record 1 at byte 19";
            Assert.That(() => TfRecordFile.Stream(path).AsEnumerable().Count(), Refused.With($"'{path}'", place, "checksum"), $"byte {i}");
        }
    }

    [Test]
    public void Each_missing_end_is_noticed()
    {
        string path = folder.File("a.tfrecord");
        byte[] bytes = RecordBytes.Frame("abc"u8.ToArray());
        for (int length = 1; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.That(() => TfRecordFile.Stream(path).AsEnumerable().Count(), Refused.With("record 0", "truncated"), $"{length} bytes");
        }
    }

    [Test]
    public void A_file_that_fails_while_it_is_written_does_not_appear()
    {
        static IEnumerable<byte[]> Failing()
        {
            yield return [1];
            throw new FormatException();
        }

        string path = folder.File("a.tfrecord");
        TfRecordFile.Write(path, [[7]]);
        Assert.That(() => TfRecordFile.Write(path, Failing()), Throws.InstanceOf<FormatException>());
        Assert.That(TfRecordFile.Stream(path).AsEnumerable(), Is.EqualTo(new[] { new byte[] { 7 } }));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a.tfrecord" }));
    }
}
