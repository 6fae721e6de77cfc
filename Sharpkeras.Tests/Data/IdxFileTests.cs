using System.IO.Compression;
using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

public sealed class IdxFileTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Reads_every_type_plain_and_compressed([Values] bool compressed)
    {
        Assert.That(Read([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255], compressed).Shape.ToArray(), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(Read([0, 0, 9, 1, 0, 0, 0, 1, 0x80], compressed).Span<sbyte>()[0], Is.EqualTo(-128));
        Assert.That(Read([0, 0, 11, 1, 0, 0, 0, 2, 1, 2, 255, 254], compressed).Span<short>().ToArray(), Is.EqualTo(new[] { 258, -2 }));
        Assert.That(Read([0, 0, 12, 1, 0, 0, 0, 1, 0, 1, 0, 0], compressed).Span<int>()[0], Is.EqualTo(65536));
        Assert.That(Read([0, 0, 13, 1, 0, 0, 0, 1, 0x3F, 0xC0, 0, 0], compressed).Span<float>()[0], Is.EqualTo(1.5f));
        Assert.That(Read([0, 0, 14, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0], compressed).Span<double>()[0], Is.EqualTo(-2));
    }

    [TestCase(new byte[] { }, "truncated")]
    [TestCase(new byte[] { 0, 0, 8 }, "truncated")]
    [TestCase(new byte[] { 0, 0, 7, 0 }, "no IDX file")]
    [TestCase(new byte[] { 1, 0, 8, 0 }, "no IDX file")]
    [TestCase(new byte[] { 0, 0, 8, 9 }, "no IDX file")]
    [TestCase(new byte[] { 0, 0, 8, 1, 0, 0, 0, 4, 1, 2, 3 }, "truncated")]
    [TestCase(new byte[] { 0, 0, 8, 1, 0, 0, 0, 2, 1, 2, 3 }, "behind its last element")]
    [TestCase(new byte[] { 0, 0, 8, 1, 255, 255, 255, 255 }, "too large")]
    [TestCase(new byte[] { 0, 0, 14, 2, 127, 0, 0, 0, 127, 0, 0, 0 }, "too large")]
    public void Refuses_other_files(byte[] bytes, string problem)
    {
        Assert.That(() => Read(bytes, compressed: false), Refused.With(folder.Path, problem));
        Assert.That(() => Read(bytes, compressed: true), Refused.With(folder.Path, problem));
    }

    private HostArray Read(byte[] bytes, bool compressed)
    {
        string path = folder.File("a.idx");
        using (Stream stream = compressed ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path))
        {
            stream.Write(bytes);
        }

        return IdxFile.Read(path);
    }
}
