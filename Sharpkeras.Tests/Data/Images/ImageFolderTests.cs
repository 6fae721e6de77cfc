using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data.Images;

public sealed class ImageFolderTests
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "Data", "Images", "Files");

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Create()
    {
        folder = new TemporaryFolder();
        Put("dog/a.png", "rgb.png");
        Put("dog/deep/b.JPG", "rgb.jpg");
        Put("cat/c.bmp", "gray.bmp");
        File.WriteAllText(folder.File("cat/notes.txt"), "no picture");
    }

    [TearDown]
    public void Remove()
    {
        folder.Dispose();
        Assert.That(Workers.Live, Is.Zero);
    }

    [Test]
    public void Labels_are_the_folders()
    {
        var pictures = new ImageFolder(folder.Path);
        Assert.That(pictures.ClassNames, Is.EqualTo(new[] { "cat", "dog" }));
        Assert.That(pictures.Count, Is.EqualTo(3));
        Element batch = pictures.Stream(8, 6, shuffle: false).Batch(3).AsEnumerable().Single();
        Assert.That(batch.X[0].Shape.ToArray(), Is.EqualTo(new[] { 3, 8, 6, 3 }));
        Assert.That(batch.X[0].DType, Is.EqualTo(DType.Float32));
        Assert.That(batch.Y[0].Span<int>().ToArray(), Is.EqualTo(new[] { 0, 1, 1 }));
        Element first = pictures.Stream(0, 0, channels: 1, shuffle: false).AsEnumerable().First();
        Assert.That(first.X[0].Shape.ToArray(), Is.EqualTo(new[] { 19, 21, 1 }));
        Assert.That(first.X[0].DType, Is.EqualTo(DType.UInt8));
    }

    [Test]
    public void Bad_folders_and_pictures_are_refused()
    {
        Assert.That(() => new ImageFolder(folder.File("none")), Throws.InstanceOf<DirectoryNotFoundException>());
        Assert.That(() => new ImageFolder(folder.File("dog/deep")), Refused.With("deep", "no folders"));
        Directory.CreateDirectory(folder.File("empty"));
        Assert.That(() => new ImageFolder(folder.Path), Refused.With("empty", "no pictures"));
        Directory.Delete(folder.File("empty"));
        var pictures = new ImageFolder(folder.Path);
        Assert.That(() => pictures.Stream(8, 0), Throws.ArgumentException);
        File.WriteAllText(folder.File("dog/a.png"), "no picture");
        Assert.That(() => pictures.Stream(8, 8).Batch(2).AsEnumerable().Count(), Refused.With("a.png", "no PNG, JPEG or BMP"));
    }

    private void Put(string name, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
        File.Copy(Path.Combine(Files, file), folder.File(name));
    }
}
