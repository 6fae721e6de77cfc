using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Tests.Kernels;

[Category("Kernels")]
public class VectorBitsTests
{
    [TestCase("512", 512)]
    [TestCase("256", 256)]
    [TestCase("128", 128)]
    [TestCase("0", 0)]
    public void TakesTheNamedWidth(string setting, int bits) => Assert.That(VectorBits.Parse(setting), Is.EqualTo(bits));

    [Test]
    public void TakesTheProcessorsWidthByDefault()
    {
        int widest = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 512 : System.Numerics.Vector<byte>.Count * 8;
        Assert.That(VectorBits.Parse(null), Is.EqualTo(System.Numerics.Vector.IsHardwareAccelerated ? widest : 0));
        Assert.That(VectorBits.Parse(""), Is.EqualTo(VectorBits.Parse(null)));
    }

    [Test]
    public void RefusesOtherWidths()
    {
        Assert.That(
            () => VectorBits.Parse("64"),
            Throws.ArgumentException.With.Message.Contains("SHARPKERAS_VECTOR_BITS").And.Message.Contains("'64'"));
    }
}
