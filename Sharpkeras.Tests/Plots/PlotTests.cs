using System.Xml.Linq;
using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Plots;
using Sharpkeras.Tests.Support;
using SkiaSharp;

namespace Sharpkeras.Tests.Plots;

/// <summary>Pictures are of the right size, are not blank, and show what was given.</summary>
[OnDevices]
public sealed class PlotTests
{
    [Test]
    public void An_image_has_a_square_for_each_pixel()
    {
        Tensor image = Tensor.From(new float[,] { { 0, 1 }, { 2, 4 } });
        using SKBitmap picture = Look(Plot.Imshow(image));
        Assert.That((picture.Width, picture.Height), Is.EqualTo((344, 344)));
        int[] grey = [.. new[] { (90, 90), (250, 90), (90, 250), (250, 250) }.Select(at => (int)picture.GetPixel(at.Item1, at.Item2).Red)];
        Assert.That(grey[0], Is.Zero);
        Assert.That(grey[3], Is.EqualTo(255));
        Assert.That((grey[1], grey[2]), Is.EqualTo((64, 127)).Within(2));
        Assert.That(picture.GetPixel(171, 90), Is.EqualTo(picture.GetPixel(12, 12)), "edges between pixels are sharp");
    }

    [Test]
    public void Colours_and_ranges()
    {
        Tensor rgb = Tensor.FromSpan<byte>([255, 0, 0, 0, 255, 0], [1, 2, 3]);
        using SKBitmap picture = Look(Plot.Imshow(rgb));
        Assert.That((picture.GetPixel(20, 20), picture.GetPixel(320, 20)), Is.EqualTo((new SKColor(255, 0, 0), new SKColor(0, 255, 0))));
        using SKBitmap half = Look(Plot.Imshow(Ops.Ones([2, 2]), range: (0, 2), title: "one"));
        Assert.That(half.GetPixel(100, 100).Red, Is.EqualTo(127).Within(2));
        using SKBitmap map = Look(Plot.Imshow(Tensor.From(new[,] { { 0f, 1f } }), cmap: ColorMap.Viridis));
        Assert.That(map.GetPixel(20, 20).Blue, Is.GreaterThan(map.GetPixel(20, 20).Green), "viridis begins violet");
        Assert.That(map.GetPixel(320, 20).Red, Is.GreaterThan(200), "and ends yellow");
    }

    [Test]
    public void A_grid_has_all_images()
    {
        Tensor images = Ops.Arange(12 * 28 * 28, dtype: DType.Float32).Reshape([12, 28, 28, 1]);
        Figure figure = Plot.ImageGrid(images, [.. Enumerable.Range(0, 12).Select(i => $"no {i}")], columns: 4, title: "Twelve");
        using SKBitmap picture = Look(figure);
        Assert.That((picture.Width, picture.Height), Is.EqualTo(((4 * 68) + 12, (3 * 86) + 12 + 26)));
        Assert.That(picture.GetPixel(20, 60).Red, Is.LessThan(10));
        Assert.That(picture.GetPixel(picture.Width - 20, picture.Height - 40).Red, Is.GreaterThan(245));
        Assert.That(Texts(figure), Does.Contain("Twelve").And.Contain("no 11"));
    }

    [Test]
    public void A_training_is_a_panel_for_each_number()
    {
        var (x, y) = SmallModels.Data(32, 3, 6);
        History history = SmallModels.Compiled(SmallModels.Mlp()).Fit(x, y, epochs: 6, verbosity: Verbosity.Silent, validationSplit: 0.25, validationFreq: 2);
        Figure figure = Plot.History(history);
        using SKBitmap picture = Look(figure);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((800, 300)));
        Assert.That(Texts(figure), Does.Contain("epoch").And.Contain("loss").And.Contain("accuracy").And.Contain("validation"));
        Assert.That(Coloured(picture, 0, 0), Is.GreaterThan(200), "curves have colours");
        Assert.That(Coloured(picture, 400, 0), Is.GreaterThan(200), "in each panel");
        IEnumerable<XElement> drawn = XDocument.Parse(figure.ToSvg()).Descendants().Where(item => item.Name.LocalName == "rect" && item.Parent!.Name.LocalName != "clipPath");
        Assert.That(drawn.Select(item => item.Attribute("fill")), Is.All.Not.Null, "what has no colour would be black");
        using SKBitmap one = Look(Plot.History(history, "accuracy"));
        Assert.That(one.Width, Is.EqualTo(400));
        Assert.That(() => Plot.History(history, "los"), Throws.ArgumentException.With.Message.Contains("did you mean 'loss'"));
    }

    [Test]
    public void A_training_that_diverged_leaves_gaps()
    {
        var (x, y) = SmallModels.Data(8, 3, 6);
        int epoch = 0;
        var spoil = new LambdaCallback(onEpochEnd: (_, logs) => (logs["loss"], logs["gone"]) = (epoch++ < 2 ? epoch : double.PositiveInfinity, double.NaN));
        History history = SmallModels.Compiled(SmallModels.Mlp()).Fit(x, y, epochs: 4, verbosity: Verbosity.Silent, callbacks: [spoil]);
        using SKBitmap picture = Look(Plot.History(history));
        Assert.That(picture.Width, Is.EqualTo(1200));
    }

    [Test]
    public void Every_weight_has_a_histogram()
    {
        Sequential model = SmallModels.Cnn();
        Figure figure = Plot.WeightHistograms(model);
        using SKBitmap picture = Look(figure);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((1200, 600)), "four weights, one of them all zero");
        Assert.That(Texts(figure), Does.Contain(model.Weights[0].Path));
        foreach (var (left, top) in new[] { (0, 0), (400, 0), (800, 0), (0, 300) })
        {
            Assert.That(Coloured(picture, left, top), Is.GreaterThan(1000), $"bars from {left}, {top} on");
        }

        Assert.That(() => Plot.WeightHistograms(new Flatten()), Throws.ArgumentException.With.Message.Contains("no weights"));
        Assert.That(() => Plot.WeightHistograms(model, buckets: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("buckets"));
    }

    [Test]
    public void Classes_are_counted_against_each_other()
    {
        Tensor labels = Tensor.From(new[] { 0, 0, 0, 1, 2, 2 });
        Tensor scores = Tensor.From(new[,] { { 9f, 1, 0 }, { 9, 1, 0 }, { 1, 9, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 0, 0 } });
        Figure figure = Plot.ConfusionMatrix(labels, scores, ["cat", "dog", "giraffe"], title: "Animals");
        using SKBitmap picture = Look(figure);
        string[] texts = Texts(figure);
        string[] numbers = [.. texts.Where(text => text.All(char.IsAsciiDigit))];
        Assert.That(numbers, Is.EqualTo(new[] { "2", "1", "0", "0", "1", "0", "1", "0", "1" }));
        Assert.That(texts, Does.Contain("giraffe").And.Contain("predicted").And.Contain("true").And.Contain("Animals"));
        using SKBitmap plain = Look(Plot.ConfusionMatrix(labels, labels));
        Assert.That(plain.Width, Is.LessThan(picture.Width));
    }

    [Test]
    public void Pictures_that_cannot_be()
    {
        Tensor labels = Tensor.From(new[] { 0, 1 });
        Assert.That(() => Plot.Imshow(Ops.Ones([3])), Throws.TypeOf<ShapeException>());
        Assert.That(() => Plot.Imshow(Ops.Ones([3, 3, 2])), Throws.TypeOf<ShapeException>().With.Message.Contains("channels"));
        Assert.That(() => Plot.Imshow(Ops.Ones([3, 3]), range: (1, 0)), Throws.ArgumentException.With.Message.Contains("range"));
        Assert.That(() => Plot.ImageGrid(Ops.Ones([2, 3, 3]), ["a"]), Throws.ArgumentException.With.Message.Contains("1 labels for 2"));
        Assert.That(() => Plot.ImageGrid(Ops.Ones([2, 3, 3]), columns: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("columns"));
        Assert.That(() => Plot.ConfusionMatrix(labels, Ops.Ones([3, 2])), Throws.TypeOf<ShapeException>());
        Assert.That(() => Plot.ConfusionMatrix(labels.Cast(DType.Float32), labels), Throws.TypeOf<DTypeException>().With.Message.Contains("float32"));
        Assert.That(() => Plot.ConfusionMatrix(labels - 1, labels), Throws.ArgumentException.With.Message.Contains("-1"));
        Assert.That(() => Plot.ConfusionMatrix(labels, labels, ["one"]), Throws.ArgumentException.With.Message.Contains("names"));
    }

    [Test]
    public void Files_are_of_the_format_of_their_name()
    {
        using var folder = new TemporaryFolder();
        Figure figure = Plot.Imshow(Tensor.From(new[,] { { 0f, 1f } }), title: "two");
        figure.Save(folder.File("a.png"));
        figure.Save(folder.File("a.svg"));
        Assert.That(File.ReadAllBytes(folder.File("a.png")), Is.EqualTo(figure.ToPng()));
        Assert.That(XDocument.Load(folder.File("a.svg")).Root!.Name.LocalName, Is.EqualTo("svg"));
        Assert.That(() => figure.Save(folder.File("a.jpg")), Throws.ArgumentException.With.Message.Contains(".png"));
        Assert.That(() => figure.Save(folder.File("no/a.png")), Throws.TypeOf<ModelFileException>());
        Assert.That(folder.Names(), Is.EqualTo(new[] { "a.png", "a.svg" }));
    }

    /// <summary>Decodes a picture; it has the size that it tells, and more than one colour.</summary>
    internal static SKBitmap Look(Figure figure)
    {
        SKBitmap bitmap = SKBitmap.Decode(figure.ToPng());
        Assert.That((bitmap.Width, bitmap.Height), Is.EqualTo((figure.Width, figure.Height)));
        Assert.That(bitmap.Pixels.Distinct().Take(3).Count(), Is.GreaterThan(1), "the picture is blank");
        return bitmap;
    }

    /// <summary>The texts of a picture's SVG, which must be a document.</summary>
    internal static string[] Texts(Figure figure) =>
        [.. XDocument.Parse(figure.ToSvg()).Descendants().Where(item => item.Name.LocalName == "text").Select(item => item.Value.Trim())];

    /// <summary>How many pixels of a panel of 400 · 300 have a colour.</summary>
    private static int Coloured(SKBitmap picture, int left, int top) => (
        from y in Enumerable.Range(top, 300)
        from x in Enumerable.Range(left, 400)
        let pixel = picture.GetPixel(x, y)
        where Math.Abs(pixel.Red - pixel.Blue) > 60
        select pixel).Count();
}
