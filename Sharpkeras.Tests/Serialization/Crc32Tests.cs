using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Serialization;

/// <summary>The expected sums are the published check values of this CRC.</summary>
public sealed class Crc32Tests
{
    [TestCase("", 0x00000000u)]
    [TestCase("123456789", 0xCBF43926u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void SumsAreThoseOfZip(string text, uint expected)
    {
        var sum = new Crc32();
        foreach (byte[] part in System.Text.Encoding.ASCII.GetBytes(text).Chunk(4))
        {
            sum.Add(part);
        }

        Assert.That(sum.Value, Is.EqualTo(expected));
        Assert.That(Crc32.Of(System.Text.Encoding.ASCII.GetBytes(text)), Is.EqualTo(expected));
    }
}
