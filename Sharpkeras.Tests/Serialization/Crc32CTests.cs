using System.Text;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Serialization;

/// <summary>The checksum against the numbers of RFC 3720, appendix B.4, and the check value of its catalogue.</summary>
[TestFixture]
public sealed class Crc32CTests
{
    private static IEnumerable<TestCaseData> Known()
    {
        yield return new TestCaseData(Encoding.ASCII.GetBytes("123456789"), 0xE3069283u).SetArgDisplayNames("123456789");
        yield return new TestCaseData(Array.Empty<byte>(), 0u).SetArgDisplayNames("nothing");
        yield return new TestCaseData(new byte[32], 0x8A9136AAu).SetArgDisplayNames("32 zeros");
        yield return new TestCaseData(Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62A8AB43u).SetArgDisplayNames("32 ones");
        yield return new TestCaseData(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), 0x46DD794Eu).SetArgDisplayNames("rising");
        yield return new TestCaseData(Enumerable.Range(0, 32).Select(i => (byte)(31 - i)).ToArray(), 0x113FDB5Cu).SetArgDisplayNames("falling");
    }

    [TestCaseSource(nameof(Known))]
    public void Checksum_is_that_of_the_standard(byte[] bytes, uint expected) => Assert.That(Crc32C.Of(bytes), Is.EqualTo(expected));

    /// <summary>The polynomial bit by bit, at every length around the eight bytes that are taken at once.</summary>
    [Test]
    public void Checksum_is_the_remainder_at_every_length()
    {
        byte[] bytes = new byte[40];
        new Random(7).NextBytes(bytes);
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.That(Crc32C.Of(bytes.AsSpan(0, length)), Is.EqualTo(RecordBytes.Crc32C(bytes.AsSpan(0, length))));
        }
    }

    /// <summary>The length of an empty record is eight zeros; the files of TensorFlow itself are read by the tests of event files.</summary>
    [Test]
    public void Mask_turns_and_adds()
    {
        Assert.That(Crc32C.Masked(new byte[8]), Is.EqualTo(RecordBytes.Masked(new byte[8])));
        Assert.That(Crc32C.Masked([]), Is.EqualTo(0xA282EAD8u));
    }
}
