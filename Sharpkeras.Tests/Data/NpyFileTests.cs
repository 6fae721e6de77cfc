using Sharpkeras.Data;

namespace Sharpkeras.Tests.Data;

public sealed class NpyFileTests
{
    private static readonly TestCaseData[] ElementTypes =
    [
        new("|b1", DType.Bool, NpyBytes.Bytes<byte>(1, 0, 1)),
        new("|i1", DType.Int8, NpyBytes.Bytes<sbyte>(-1, 2, -128)),
        new("|u1", DType.UInt8, NpyBytes.Bytes<byte>(0, 128, 255)),
        new("<i2", DType.Int16, NpyBytes.Bytes<short>(-300, 2, 3)),
        new("<i4", DType.Int32, NpyBytes.Bytes(-70000, 2, 3)),
        new("<i8", DType.Int64, NpyBytes.Bytes(-5_000_000_000, 2, 3)),
        new("<f4", DType.Float32, NpyBytes.Bytes(0.5f, float.NaN, 3)),
        new("<f8", DType.Float64, NpyBytes.Bytes(0.1, double.PositiveInfinity, 3)),
    ];

    [TestCaseSource(nameof(ElementTypes))]
    public void ReadsEveryElementType(string descr, DType dtype, byte[] data)
    {
        var array = Read(NpyBytes.Array(descr, "(3,)", data));
        Assert.That(array.DType, Is.EqualTo(dtype));
        Assert.That(array.Shape.ToArray(), Is.EqualTo(new[] { 3 }));
        Assert.That(array.Bytes, Is.EqualTo(data));
    }

    [Test]
    public void TurnsBigEndianNumbersAround()
    {
        Assert.That(Read(NpyBytes.Array(">i2", "(2,)", [1, 2, 255, 254])).Span<short>().ToArray(), Is.EqualTo(new[] { 258, -2 }));
        Assert.That(Read(NpyBytes.Array(">f4", "(1,)", [0x3F, 0xC0, 0, 0])).Span<float>()[0], Is.EqualTo(1.5f));
        Assert.That(Read(NpyBytes.Array(">f8", "()", [0xC0, 0, 0, 0, 0, 0, 0, 0])).Span<double>()[0], Is.EqualTo(-2));
    }

    [Test]
    public void StreamsRowsAndLeavesOutWhatCameBefore()
    {
        using var folder = new Support.TemporaryFolder();
        string inputs = folder.File("x.npy");
        string targets = folder.File("y.npy");
        NpyFile.Write(inputs, HostArray.From<int>([.. Enumerable.Range(0, 12)], [4, 3]));
        NpyFile.Write(targets, HostArray.From<byte>([9, 8, 7, 6], [4]));
        Dataset<Element> rows = NpyFile.Stream(inputs, targets);
        Assert.That(rows.Cardinality, Is.EqualTo(4));
        Assert.That(rows.AsEnumerable().Select(row => row.X[0].Span<int>()[0]), Is.EqualTo(new[] { 0, 3, 6, 9 }));
        using DatasetReader<Element> reader = rows.Read(new DatasetPosition(0, 2));
        Assert.That(reader.MoveNext());
        Assert.That(reader.Current.X[0].Span<int>().ToArray(), Is.EqualTo(new[] { 6, 7, 8 }));
        Assert.That(reader.Current.Y[0].Bytes, Is.EqualTo(new byte[] { 7 }));
        NpyFile.Write(targets, HostArray.From<byte>([9, 8], [2]));
        Assert.That(() => NpyFile.Stream(inputs, targets), Refused.With("4 and 2 rows"));
        NpyFile.Write(inputs, HostArray.From<int>([.. Enumerable.Range(0, 12)], [4, 3]), fortranOrder: true);
        Assert.That(() => NpyFile.Stream(inputs), Refused.With("Fortran"));
        NpyFile.Write(inputs, HostArray.From([1], Shape.Scalar));
        Assert.That(() => NpyFile.Stream(inputs), Refused.With("no rows"));
        Assert.That(folder.Names(), Is.EqualTo(new[] { "x.npy", "y.npy" }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void ReadsEveryVersion(int version)
    {
        var array = Read(NpyBytes.Array("<f4", "(2, 1)", NpyBytes.Bytes(1f, 2f), version: version));
        Assert.That(array.Shape.ToArray(), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(array.Span<float>().ToArray(), Is.EqualTo(new[] { 1f, 2f }));
    }

    [TestCase("()", new int[0], 1)]
    [TestCase("(0,)", new[] { 0 }, 0)]
    [TestCase("(3, 0, 2000000000, 2000000000)", new[] { 3, 0, 2000000000, 2000000000 }, 0)]
    public void ReadsScalarsAndEmptyArrays(string shape, int[] dimensions, int elements)
    {
        var array = Read(NpyBytes.Array("<i4", shape, new byte[4 * elements]));
        Assert.That(array.Shape.ToArray(), Is.EqualTo(dimensions));
    }

    [Test]
    public void TransposesFortranOrder()
    {
        // np.asfortranarray(np.arange(24).reshape(2, 3, 4)): the first index runs fastest.
        int[] stored = new int[24];
        for (int i = 0; i < 24; i++)
        {
            stored[(i / 12) + (i / 4 % 3 * 2) + (i % 4 * 6)] = i;
        }

        var array = Read(NpyBytes.Array("<i4", "(2, 3, 4)", NpyBytes.Bytes(stored), fortran: true));
        Assert.That(array.Span<int>().ToArray(), Is.EqualTo(Enumerable.Range(0, 24)));
    }

    [Test]
    public void LeavesTheStreamBehindTheArray()
    {
        byte[] two = [.. NpyBytes.Array("|u1", "(2,)", [1, 2]), .. NpyBytes.Array("|u1", "(1,)", [3])];
        using var stream = new MemoryStream(two);
        Assert.That(NpyFile.Read(stream).Bytes, Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(NpyFile.Read(stream).Bytes, Is.EqualTo(new byte[] { 3 }));
    }

    [TestCase(">f2")]
    [TestCase("|f4")]
    [TestCase("|O")]
    [TestCase("<f2")]
    [TestCase("<U3")]
    [TestCase("<c8")]
    public void NamesARefusedElementType(string descr)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(NpyBytes.Array(descr, "(1,)", new byte[16])));
        Assert.That(error!.Message, Does.Contain(descr));
    }

    [TestCase("(9999999999,)")]
    [TestCase("(65536, 65536, 65536, 65536)")]
    [TestCase("(-1,)")]
    [TestCase("(1, 1, 1, 1, 1, 1, 1, 1, 1)")]
    [TestCase("(1.5,)")]
    [TestCase("3")]
    [TestCase("(2000000000,)")]
    public void RefusesHostileShapes(string shape) =>
        Assert.Throws<InvalidDataException>(() => Read(NpyBytes.Array("<f8", shape, new byte[8])));

    [TestCase("")]
    [TestCase("[1, 2]")]
    [TestCase("{'descr': '<f4'}")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)")]
    [TestCase("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}")]
    [TestCase("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': ((1,}")]
    [TestCase("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}")]
    public void RefusesOtherHeaders(string header) =>
        Assert.Throws<InvalidDataException>(() => Read(NpyBytes.WithHeader(header, new byte[4])));

    [Test]
    public void RefusesAHeaderThatClaimsGigabytes()
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F];
        Assert.That(() => Read(bytes), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("2147483647"));
    }

    [Test]
    public void RefusesEveryTruncation()
    {
        byte[] whole = NpyBytes.Array("<f4", "(3,)", NpyBytes.Bytes(1f, 2f, 3f));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Read(whole[..length]), $"{length} bytes");
        }
    }

    [Test]
    public void AFileHasToEndWithItsArray()
    {
        using var folder = new Support.TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npy"), [.. NpyBytes.Array("|u1", "(2,)", [1, 2]), 3]);
        Assert.That(() => NpyFile.Read(folder.File("a.npy")), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("a.npy"));
    }

    private static HostArray Read(byte[] bytes) => NpyFile.Read(new MemoryStream(bytes));
}
