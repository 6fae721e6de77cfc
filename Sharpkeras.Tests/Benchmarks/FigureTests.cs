using System.Text.Json;
using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Tests.Benchmarks;

/// <summary>The lines that benchmarks write, which other programs read.</summary>
[TestFixture]
public sealed class FigureTests
{
    [Test]
    public void A_line_is_one_object_with_five_members()
    {
        string line = new Figure("lenet", 0.75, "s/epoch", 0.5).ToJson();
        using JsonDocument document = JsonDocument.Parse(line);
        Assert.Multiple(() =>
        {
            Assert.That(line, Does.Not.Contain('\n'));
            Assert.That(document.RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "figure", "value", "unit", "floor", "ratio" }));
            Assert.That(document.RootElement.GetProperty("figure").GetString(), Is.EqualTo("lenet"));
            Assert.That(document.RootElement.GetProperty("value").GetDouble(), Is.EqualTo(0.75));
            Assert.That(document.RootElement.GetProperty("unit").GetString(), Is.EqualTo("s/epoch"));
            Assert.That(document.RootElement.GetProperty("floor").GetDouble(), Is.EqualTo(0.5));
            Assert.That(document.RootElement.GetProperty("ratio").GetDouble(), Is.EqualTo(1.5));
        });
    }

    [Test]
    public void Without_a_floor_there_is_no_ratio()
    {
        using JsonDocument document = JsonDocument.Parse(new Figure("overhead", 120, "ns").ToJson());
        Assert.That(document.RootElement.GetProperty("floor").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(document.RootElement.GetProperty("ratio").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void What_was_written_is_read([Values(null, 200.0)] double? floor)
    {
        var figure = new Figure("gemm_1024", 176.5, "GFLOP/s", floor);
        Assert.That(Figure.FromJson(figure.ToJson()), Is.EqualTo(figure));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{\"figure\":\"lenet\"}")]
    [TestCase("{\"figure\":\"lenet\",\"value\":\"fast\",\"unit\":\"s\"}")]
    public void Another_line_is_refused(string line) =>
        Assert.That(() => Figure.FromJson(line), Throws.InstanceOf<FormatException>().With.Message.Contains(line));
}
