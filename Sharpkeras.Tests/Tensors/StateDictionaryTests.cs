using Sharpkeras.Diagnostics;

namespace Sharpkeras.Tests.Basics;

[TestFixture]
public sealed class StateDictionaryTests
{
    [Test]
    public void HoldsNumbersTextsAndArraysInParts()
    {
        var state = new StateDictionary();
        state.Set("count", 3);
        StateDictionary part = state.Part("data").Part("order");
        part.Set("rate", 0.1);
        part.Set("name", "größer");
        part.Set("rows", HostArray.From<int>([1, 2], [2]));
        Assert.That(state.Names, Is.EqualTo(new[] { "count", "data/order/name", "data/order/rate", "data/order/rows" }));
        Assert.That(state.Part("data/order").Names, Is.EqualTo(new[] { "name", "rate", "rows" }));
        Assert.That(state.GetInt64("count"), Is.EqualTo(3));
        Assert.That(part.GetDouble("rate"), Is.EqualTo(0.1));
        Assert.That(state.GetText("data/order/name"), Is.EqualTo("größer"));
        Assert.That(part.GetArray("rows").Span<int>().ToArray(), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(state.Contains("data") && state.Contains("data/order") && state.Contains("data/order/rate") && !state.Contains("dat") && !part.Contains("count"));
    }

    [Test]
    public void RefusesWhatIsMissingOrOfAnotherKind()
    {
        var state = new StateDictionary();
        state.Part("data").Set("count", 3);
        Assert.That(
            () => state.Part("data").GetInt64("rate"),
            Throws.InstanceOf<ModelFileException>().With.Message.Contains("'data/rate' is missing").And.Message.Contains("It has: count"));
        Assert.That(() => state.GetText("data/count"), Throws.InstanceOf<ModelFileException>().With.Message.Contains("[] int64"));
        Assert.That(() => state.GetDouble("data/count"), Throws.InstanceOf<ModelFileException>());
        Assert.That(() => state.Set("", 1), Throws.ArgumentException);
        Assert.That(() => state.Set("a//b", 1), Throws.ArgumentException.With.Message.Contains("a//b"));
        Assert.That(() => state.Part("a/"), Throws.ArgumentException);
    }
}
