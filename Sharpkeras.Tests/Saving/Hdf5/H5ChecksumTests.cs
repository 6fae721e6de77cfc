using System.Text;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Tests.Saving.Hdf5;

public sealed class H5ChecksumTests
{
    /// <summary>Both are from lookup3.c of Bob Jenkins.</summary>
    [TestCase("", 0xDEADBEEFu)]
    [TestCase("Four score and seven years ago", 0x17770551u)]
    public void IsLookup3(string text, uint expected)
    {
        Assert.That(H5Checksum.Of(Encoding.ASCII.GetBytes(text)), Is.EqualTo(expected));
    }

    [Test]
    public void SeesEachByte([Values(1, 11, 12, 13, 24, 25)] int length)
    {
        byte[] bytes = new byte[length];
        var sums = new HashSet<uint> { H5Checksum.Of(bytes) };
        for (int i = 0; i < length; i++)
        {
            bytes[i] = 1;
            Assert.That(sums.Add(H5Checksum.Of(bytes)), Is.True);
        }
    }
}
