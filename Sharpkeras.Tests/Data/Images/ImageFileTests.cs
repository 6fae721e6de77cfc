using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data.Images;

/// <summary>Pictures that Pillow 9 (libpng, libjpeg) wrote, beside what it reads from them; it cannot write interlaced ones, so that was put together after the standard and read by it.</summary>
public sealed class ImageFileTests
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "Data", "Images", "Files");

    [TestCase("rgb.png")]
    [TestCase("rgba.png")]
    [TestCase("gray.png")]
    [TestCase("palette.png")]
    [TestCase("bits.png")]
    [TestCase("filters.png")]
    [TestCase("interlaced.png")]
    [TestCase("la.png")]
    [TestCase("gray16.png")]
    [TestCase("rgb.bmp")]
    [TestCase("gray.bmp")]
    public void Lossless_pictures_are_exact(string name)
    {
        HostArray image = Load(name);
        HostArray expected = Expected(name);
        Assert.That(image.Shape.ToArray(), Is.EqualTo(expected.Shape.ToArray()));
        Assert.That(image.Bytes, Is.EqualTo(expected.Bytes));
    }

    /// <summary>The standard lets decoders differ by rounding: one in the cosine transform, and what the colours make of it.</summary>
    [TestCase("rgb444.jpg")]
    [TestCase("gray.jpg")]
    [TestCase("progressive.jpg")]
    public void Jpeg_pictures_differ_by_rounding_alone(string name)
    {
        HostArray image = Load(name);
        HostArray expected = Expected(name);
        Assert.That(image.Shape.ToArray(), Is.EqualTo(expected.Shape.ToArray()));
        Assert.That(Differences(image, expected).Max(), Is.LessThanOrEqualTo(3));
    }

    /// <summary>Where colours have half the points, libjpeg interpolates between them and JpegLibrary repeats them: half a step of the slope here.</summary>
    [Test]
    public void Jpeg_pictures_with_coarse_colours_are_near() =>
        Assert.That(Differences(Load("rgb.jpg"), Expected("rgb.jpg")).Average(), Is.LessThan(6));

    [Test]
    public void Channels_are_converted()
    {
        byte[] colours = Load("rgb.png").Bytes;
        HostArray grey = Load("rgb.png", 1);
        Assert.That(grey.Shape.ToArray(), Is.EqualTo(new[] { 19, 21, 1 }));
        for (int i = 0; i < grey.Bytes.Length; i++)
        {
            double expected = (0.299 * colours[3 * i]) + (0.587 * colours[(3 * i) + 1]) + (0.114 * colours[(3 * i) + 2]);
            Assert.That(grey.Bytes[i], Is.EqualTo(expected).Within(0.5001));
        }

        Assert.That(Load("gray.png", 3).Bytes.Chunk(3).Select(pixel => pixel.Distinct().Single()), Is.EqualTo(Load("gray.png").Bytes));
        Assert.That(Load("rgb.png", 4).Bytes.Chunk(4).Select(pixel => pixel[3]), Is.All.EqualTo(255));
        Assert.That(Load("rgba.png", 3).Bytes, Is.EqualTo(colours));
        Assert.That(() => Load("rgb.png", 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(19, 21)]
    [TestCase(7, 30)]
    [TestCase(40, 5)]
    public void Resizing_is_that_of_the_operation(int height, int width)
    {
        HostArray image = Load("rgb.png");
        Tensor whole = Tensor.FromHost(image).Cast(DType.Float32).Reshape([1, .. image.Shape.Span]);
        float[] expected = Ops.Resize(whole, (height, width)).ToArray<float>();
        Assert.That(ImageFile.Resize(image, height, width).Span<float>().ToArray(), Is.EqualTo(expected).Within(1e-3));
        Assert.That(() => ImageFile.Resize(image, 0, width), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ImageFile.Resize(HostArray.From([1f], [1]), 1, 1), Throws.InstanceOf<ShapeException>());
    }

    [TestCase("gray.png")]
    [TestCase("rgb.png")]
    [TestCase("rgba.png")]
    public void Saved_pictures_are_read_again(string name)
    {
        using var folder = new TemporaryFolder();
        HostArray image = Load(name);
        ImageFile.Save(folder.File("a.PNG"), image);
        HostArray again = ImageFile.Load(folder.File("a.PNG"));
        Assert.That(again.Shape.ToArray(), Is.EqualTo(image.Shape.ToArray()));
        Assert.That(again.Bytes, Is.EqualTo(image.Bytes));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a.PNG" }));
    }

    [Test]
    public void Floats_are_rounded_and_cut_off()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Save(folder.File("a.png"), HostArray.From<float>([0.4f, 0.6f, 254.6f, 300, -1, float.NaN], [2, 3, 1]));
        HostArray again = ImageFile.Load(folder.File("a.png"));
        Assert.That(again.Shape.ToArray(), Is.EqualTo(new[] { 2, 3, 1 }));
        Assert.That(again.Bytes, Is.EqualTo(new byte[] { 0, 1, 255, 255, 0, 0 }));
    }

    [Test]
    public void What_cannot_be_saved_is_refused_and_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        HostArray image = Load("rgb.png");
        Assert.That(() => ImageFile.Save(folder.File("a.jpg"), image), Throws.ArgumentException.With.Message.Contains(".png"));
        Assert.That(() => ImageFile.Save(folder.File("missing/a.png"), image), Throws.InstanceOf<IOException>());
        Assert.That(() => ImageFile.Save(folder.File("a.png"), HostArray.From<byte>([1, 2], [1, 2])), Throws.InstanceOf<ShapeException>());
        Assert.That(() => ImageFile.Save(folder.File("a.png"), HostArray.From<byte>([1, 2], [1, 1, 2])), Throws.InstanceOf<ShapeException>());
        Assert.That(() => ImageFile.Save(folder.File("a.png"), HostArray.From<byte>([], [0, 1, 1])), Throws.InstanceOf<ShapeException>());
        Assert.That(() => ImageFile.Save(folder.File("a.png"), HostArray.From<double>([1], [1, 1, 1])), Throws.InstanceOf<ShapeException>());
        Assert.That(folder.Names(), Is.Empty);
    }

    [Test]
    public void What_is_no_picture_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.png");
        byte[] png = File.ReadAllBytes(Path.Combine(Files, "rgb.png"));
        byte[] huge = (byte[])png.Clone();
        new byte[] { 0, 1, 0, 0, 0, 1, 0, 0 }.CopyTo(huge, 16);
        foreach (byte[] bytes in new[] { [], "no picture"u8.ToArray(), png[..20], png[..^20], huge })
        {
            File.WriteAllBytes(path, bytes);
            Assert.That(() => ImageFile.Load(path), Refused.With($"'{path}'", "picture"), $"{bytes.Length} bytes");
        }
    }

    private static HostArray Load(string name, int channels = 0) => ImageFile.Load(Path.Combine(Files, name), channels);

    private static HostArray Expected(string name) => NpyFile.Read(Path.Combine(Files, name + ".npy"));

    private static IEnumerable<int> Differences(HostArray left, HostArray right) => left.Bytes.Zip(right.Bytes, (a, b) => Math.Abs(a - b));
}
