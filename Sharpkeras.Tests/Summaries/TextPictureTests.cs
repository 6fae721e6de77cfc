using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Summaries;

/// <summary>Pictures made of characters.</summary>
[TestFixture]
public sealed class TextPictureTests
{
    [Test]
    public void Pixels_are_halves_of_characters()
    {
        Tensor image = Tensor.From(new float[,] { { 1, 0, 1, 0 }, { 1, 0, 0, 1 }, { 0, 1, 1, 1 } });
        Assert.That(TextPicture.Image(image, color: false), Is.EqualTo("█ ▀▄\n ▀▀▀\n"));
    }

    [Test]
    public void Colours_are_those_of_the_pixels()
    {
        Tensor image = Tensor.FromSpan<byte>([255, 0, 0, 0, 0, 255], [2, 1, 3]);
        Assert.That(TextPicture.Image(image), Is.EqualTo("\u001b[38;2;255;0;0m\u001b[48;2;0;0;255m▀\u001b[0m\n"));
        Assert.That(TextPicture.Image(Tensor.From(new float[,] { { -1, 1 } })), Is.EqualTo("\u001b[38;2;0;0;0m\u001b[49m▀\u001b[38;2;255;255;255m\u001b[49m▀\u001b[0m\n"));
    }

    [Test]
    public void Wide_images_are_made_smaller()
    {
        string text = TextPicture.Image(Ops.Ones([100, 200]), columns: 20, color: false);
        Assert.That(text.Split('\n')[..^1], Has.Length.EqualTo(5));
        Assert.That(text.Split('\n')[..^1], Is.All.Length.EqualTo(20));
    }

    [Test]
    public void Numbers_are_bars()
    {
        Assert.That(TextPicture.Sparkline([0, 1, 2, 3, 4, 5, 6, 7]), Is.EqualTo("▁▂▃▄▅▆▇█"));
        Assert.That(TextPicture.Sparkline([2, 2]), Is.EqualTo("▁▁"));
        Assert.That(TextPicture.Sparkline([1, double.NaN, 2, double.PositiveInfinity]), Is.EqualTo("▁ █ "));
        Assert.That(TextPicture.Sparkline([0, 2, 4, 6, 0, 0], columns: 3), Is.EqualTo("▂█▁"));
        Assert.That(TextPicture.Sparkline([]), Is.Empty);
    }

    [Test]
    public void A_history_is_a_line_for_each_number()
    {
        var (x, y) = SmallModels.Data(16, 3, 6);
        History history = SmallModels.Compiled(SmallModels.Mlp()).Fit(x, y, epochs: 4, verbosity: Verbosity.Silent);
        string[] lines = history.Sparklines().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[0], Does.Match("^accuracy  [▁-█]{4}  [0-9.]+ → [0-9.]+$"));
        Assert.That(lines[1], Does.StartWith("loss      █"));
    }

    [Test]
    public void Pictures_that_cannot_be()
    {
        Assert.That(() => TextPicture.Image(Ops.Ones([3])), Throws.TypeOf<ShapeException>().With.Message.Contains("[3]"));
        Assert.That(() => TextPicture.Image(Ops.Ones([3, 3, 2])), Throws.TypeOf<ShapeException>());
        Assert.That(() => TextPicture.Image(Ops.Ones([3, 3]), columns: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("columns"));
        Assert.That(() => TextPicture.Sparkline([1], columns: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("columns"));
    }
}
