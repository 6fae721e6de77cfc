using System.Net;
using System.Security.Cryptography;
using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

/// <summary>Downloads from a server in this process that can break connections.</summary>
public sealed class GetFileTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];

    private TemporaryFolder folder = null!;
    private FileServer server = null!;

    [SetUp]
    public void Start()
    {
        folder = new TemporaryFolder();
        server = new FileServer(Content);
    }

    [TearDown]
    public void Stop()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Test]
    public void Downloads_once_and_verifies()
    {
        string path = Get(Sha256);
        Assert.That(path, Is.EqualTo(folder.File("data.bin")));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(Content));
        Assert.That(Get(Convert.ToHexString(MD5.HashData(Content))), Is.EqualTo(path));
        Assert.That(Utils.GetFile(null, server.Address, cacheDir: folder.Path), Is.EqualTo(path));
        Assert.That(server.Requests, Is.EqualTo(1));
        File.WriteAllText(path, "damaged");
        Assert.That(File.ReadAllBytes(Get(Sha256)), Is.EqualTo(Content));
    }

    [Test]
    public void Goes_on_with_a_download_that_broke_off()
    {
        server.BreakAfter = 100_000;
        Assert.That(() => Get(Sha256), Throws.InstanceOf<IOException>().Or.InstanceOf<HttpRequestException>());
        Assert.That(folder.Names(), Is.EqualTo(new[] { ".data.bin.part" }));
        long kept = new FileInfo(folder.File(".data.bin.part")).Length;
        Assert.That(kept, Is.InRange(1, 100_000));
        server.BreakAfter = null;
        Assert.That(File.ReadAllBytes(Get(Sha256)), Is.EqualTo(Content));
        Assert.That(server.LastBegin, Is.EqualTo(kept));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "data.bin" }));
    }

    [Test]
    public void Begins_anew_where_the_server_cannot_go_on()
    {
        File.WriteAllBytes(folder.File(".data.bin.part"), new byte[1000]);
        server.KnowsRanges = false;
        Assert.That(File.ReadAllBytes(Get(Sha256)), Is.EqualTo(Content));
    }

    [TestCase(300_000)]
    [TestCase(400_000)]
    public void A_part_that_is_as_long_as_the_file_or_longer_is_no_trap(int length)
    {
        File.WriteAllBytes(folder.File(".data.bin.part"), new byte[length]);
        Assert.That(File.ReadAllBytes(Get(Sha256)), Is.EqualTo(Content));
    }

    [Test]
    public void A_wrong_digest_leaves_nothing()
    {
        Assert.That(() => Get(new string('0', 64)), Refused.With(server.Address, Sha256.ToLowerInvariant(), "digest"));
        Assert.That(folder.Names(), Is.Empty);
    }

    [Test]
    public void Bad_arguments_and_addresses_are_refused()
    {
        Assert.That(() => Utils.GetFile("../x", server.Address, cacheDir: folder.Path), Throws.ArgumentException);
        Assert.That(() => Get("abc"), Throws.ArgumentException.With.Message.Contains("'abc'"));
        server.Status = HttpStatusCode.NotFound;
        Assert.That(() => Get(null), Throws.InstanceOf<HttpRequestException>());
        Assert.That(folder.Names(), Is.Empty);
    }

    private static string Sha256 => Convert.ToHexString(SHA256.HashData(Content));

    private string Get(string? hash) => Utils.GetFile("data.bin", server.Address, hash, folder.Path);
}
