using PureHDF;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving.Hdf5;

/// <summary>PureHDF reads what was written, independently of our reader.</summary>
public sealed class H5WrittenForOthersTests
{
    private TemporaryFolder folder = null!;
    private PureHDF.VOL.Native.NativeFile file = null!;

    [SetUp]
    public void Write()
    {
        folder = new TemporaryFolder();
        Sharpkeras.Saving.Hdf5.H5Writer.Write(folder.File("a.h5"), H5WriterTests.EveryKind());
        file = H5File.OpenRead(folder.File("a.h5"));
    }

    [TearDown]
    public void Close()
    {
        file.Dispose();
        folder.Dispose();
    }

    [Test]
    public void ArraysAreContiguousAndScalarsAreScalars()
    {
        Assert.That(file.Dataset("deep/floats").Read<float[,]>(), Is.EqualTo(new float[,] { { 1, 2 }, { 3, 4 } }));
        Assert.That(file.Dataset("deep/floats").Layout.Class, Is.EqualTo(H5DataLayoutClass.Contiguous));
        Assert.That(file.Dataset("deep/step").Space.Type, Is.EqualTo(H5DataspaceType.Scalar));
        Assert.That(file.Dataset("deep/step").Read<long>(), Is.EqualTo(7));
        Assert.That(file.Dataset("bool").Type.Class, Is.EqualTo(H5DataTypeClass.Enumerated));
    }

    [Test]
    public void TextsAreOfVariableLength()
    {
        Assert.That(file.Attribute("text").Space.Type, Is.EqualTo(H5DataspaceType.Scalar));
        Assert.That(file.Attribute("text").Read<string>(), Is.EqualTo("日本"));
        Assert.That(file.Attribute("list").Read<string[]>(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(file.Attribute("one").Space.Dimensions, Is.EqualTo(new ulong[] { 1 }));
    }

    [Test]
    public void AnEmptyListIsFloat64OfShapeZero()
    {
        Assert.That(file.Attribute("none").Type.Class, Is.EqualTo(H5DataTypeClass.FloatingPoint));
        Assert.That(file.Attribute("none").Type.Size, Is.EqualTo(8));
        Assert.That(file.Attribute("none").Space.Dimensions, Is.EqualTo(new ulong[] { 0 }));
    }
}
