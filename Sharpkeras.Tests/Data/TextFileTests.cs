using System.IO.Compression;
using System.Text;
using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

public sealed class TextFileTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [TestCase("", new string[0])]
    [TestCase("\n", new[] { "" })]
    [TestCase("a\r\nb\n\nc", new[] { "a", "b", "", "c" })]
    [TestCase("grün\n日本\r\n", new[] { "grün", "日本" })]
    public void Reads_lines(string text, string[] lines)
    {
        File.WriteAllText(folder.File("a.txt"), text);
        Assert.That(TextFile.Stream(folder.File("a.txt")).AsEnumerable(), Is.EqualTo(lines));
        File.WriteAllText(folder.File("b.txt"), text, new UnicodeEncoding(bigEndian: false, byteOrderMark: true));
        Assert.That(TextFile.Stream(folder.File("b.txt")).AsEnumerable(), Is.EqualTo(lines));
        using (var gzip = new GZipStream(File.Create(folder.File("c.txt")), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        Assert.That(TextFile.Stream(folder.File("c.txt")).AsEnumerable(), Is.EqualTo(lines));
    }

    [Test]
    public void Long_lines_over_several_buffers_stay_whole()
    {
        string[] lines = [new('x', 40_000), "", new('y', 16_384), new('z', 16_383)];
        File.WriteAllLines(folder.File("a.txt"), lines);
        Assert.That(TextFile.Stream(folder.File("a.txt")).AsEnumerable(), Is.EqualTo(lines));
    }

    [Test]
    public void What_is_no_text_is_refused()
    {
        string path = folder.File("a.txt");
        File.WriteAllBytes(path, [.. "one\n"u8, 0xC3, 0x28]);
        Assert.That(() => TextFile.Stream(path).AsEnumerable().Count(), Refused.With($"'{path}'", "line 0", "UTF-8"));
        File.WriteAllBytes(path, new byte[20 << 20]);
        Assert.That(() => TextFile.Stream(path).AsEnumerable().Count(), Refused.With("line 1", "longer than"));
        Assert.That(() => TextFile.Stream(folder.File("none")), Throws.InstanceOf<FileNotFoundException>());
    }
}
