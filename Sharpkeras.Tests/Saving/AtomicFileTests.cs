using System.Runtime.Versioning;
using Sharpkeras.Diagnostics;
using Sharpkeras.Saving;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

public sealed class AtomicFileTests
{
    [Test]
    public void WritesAndReplaces()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder.File("a"), stream => stream.Write("first, longer"u8));
        AtomicFile.Write(folder.File("a"), stream => stream.Write("second"u8));
        Assert.That(File.ReadAllText(folder.File("a")), Is.EqualTo("second"));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void AFailingStreamLeavesTheEarlierFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a"), "earlier");
        var error = Assert.Throws<ModelFileException>(() => AtomicFile.Write(folder.File("a"), stream =>
        {
            stream.Write("half of the new file"u8);
            throw new IOException("No space left on device");
        }));
        Assert.That(error!.Message, Does.Contain(folder.File("a")).And.Contain("No space left on device").And.Contain("unchanged"));
        Assert.That(File.ReadAllText(folder.File("a")), Is.EqualTo("earlier"));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void AMistakeOfTheWriterPassesThroughAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder.File("a"), _ => throw new InvalidOperationException()));
        Assert.That(folder.Names(), Is.Empty);
    }

    [Test]
    public void APathThatIsAFolderIsRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.That(
            () => AtomicFile.Write(folder.Path, Never), Throws.InstanceOf<ModelFileException>().With.Message.Contains("is a folder"));
        Assert.That(
            () => AtomicFile.Write(folder.File("none") + Path.DirectorySeparatorChar, Never), Throws.InstanceOf<ModelFileException>());
        Assert.That(folder.Names(), Is.Empty);
    }

    [Test]
    public void AFolderThatIsMissingOrNoFolderIsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        foreach (string parent in new[] { "none", "file" })
        {
            Assert.That(
                () => AtomicFile.Write(Path.Combine(folder.File(parent), "a.h5"), Never),
                Throws.InstanceOf<ModelFileException>().With.Message.Contains("does not exist"));
        }

        Assert.That(folder.Names(), Is.EqualTo(new[] { "file" }));
    }

    [Test]
    [Platform("Linux")]
    public void AFolderThatCannotBeWrittenToIsRefused() =>
        Assert.That(
            () => AtomicFile.Write("/proc/a.h5", Never), Throws.InstanceOf<ModelFileException>().With.Message.Contains("/proc/a.h5"));

    [Test]
    [Platform("Linux")]
    [SupportedOSPlatform("linux")]
    public void ALinkStaysAndItsTargetIsReplacedWithItsMode()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("target"), "earlier");
        File.SetUnixFileMode(folder.File("target"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(folder.File("link"), folder.File("target"));
        AtomicFile.Write(folder.File("link"), stream => stream.Write("new"u8));
        Assert.That(new FileInfo(folder.File("link")).LinkTarget, Is.Not.Null);
        Assert.That(File.ReadAllText(folder.File("target")), Is.EqualTo("new"));
        Assert.That(File.GetUnixFileMode(folder.File("target")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static void Never(Stream stream) => Assert.Fail("Nothing should be written.");
}
