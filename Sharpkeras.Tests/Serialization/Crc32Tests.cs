using Sharpkeras.Diagnostics;

namespace Sharpkeras.Tests;

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
    }
}
