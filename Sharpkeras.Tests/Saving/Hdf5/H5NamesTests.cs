using Sharpkeras.Diagnostics;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Tests.Saving.Hdf5;

public sealed class H5NamesTests
{
    // Keras: the fewest parts of `array_split` whose count times the longest name is at most 64512; here also 16 bytes a name.
    [TestCase(0, 5, new[] { 0 })]
    [TestCase(1, 64512, new[] { 1 })]
    [TestCase(2, 64512, new[] { 1, 1 })]
    [TestCase(4032, 6, new[] { 4032 })]
    [TestCase(4033, 6, new[] { 2017, 2016 })]
    [TestCase(1000, 100, new[] { 500, 500 })]
    [TestCase(2000, 100, new[] { 500, 500, 500, 500 })]
    [TestCase(1291, 100, new[] { 431, 430, 430 })]
    public void SplitsAsKeras(int count, int length, int[] parts)
    {
        string[] names = Enumerable.Repeat(new string('n', length), count).ToArray();
        Assert.That(H5Names.Split(names).Select(part => part.Length), Is.EqualTo(parts));
    }

    [Test]
    public void KeepsTheOrder()
    {
        string[] names = Enumerable.Range(0, 9001).Select(i => $"{i}").ToArray();
        Assert.That(H5Names.Split(names).SelectMany(part => part), Is.EqualTo(names));
    }

    [Test]
    public void RefusesANameBeyondTheLimit() =>
        Assert.That(() => H5Names.Split([new string('n', 64513)]), Throws.InstanceOf<ModelFileException>().With.Message.Contains("64513"));

    [Test]
    public void CountsBytesOfUtf8()
    {
        string[] names = Enumerable.Repeat(new string('é', 16128), 3).ToArray();
        Assert.That(H5Names.Split(names).Select(part => part.Length), Is.EqualTo(new[] { 2, 1 }));
    }
}
