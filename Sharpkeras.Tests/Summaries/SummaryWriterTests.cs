using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Summaries.Protos;
using Sharpkeras.Tests.Support;
using SkiaSharp;

namespace Sharpkeras.Tests.Summaries;

/// <summary>The writer for loops of one's own, decoded by classes made from the definitions of the messages.</summary>
[OnDevices]
public sealed class SummaryWriterTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void Every_kind_of_value_is_decoded()
    {
        byte[] pixels = [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 10))];
        using (var writer = new SummaryWriter(folder.File("a/run")))
        {
            writer.Scalar("loss", 0.1, 7, "what is *lost*");
            writer.Scalar("large", double.MaxValue, long.MaxValue);
            writer.Text("note", "äöü **bold**", -1);
            writer.Histogram("h", Tensor.From(new[] { 1, 2, 2, 3 }), 3, buckets: 2);
            writer.Image("rgb", Tensor.FromSpan<byte>(pixels, [1, 2, 4, 3]), 4);
            writer.Histogram("none", Ops.Zeros([0]), 5);
        }

        List<Event> events = ProtoLog.Run(folder.File("a/run"));
        Assert.That(events.Select(item => item.Step), Is.EqualTo(new[] { 0, 7, long.MaxValue, -1, 3, 4, 5 }));
        Summary.Types.Value[] values = [.. events.Skip(1).Select(item => item.Summary.Value.Single())];
        Assert.That(ProtoLog.Number(values[0]), Is.EqualTo(0.1f));
        Assert.That(values[0].Metadata.SummaryDescription, Is.EqualTo("what is *lost*"));
        Assert.That(ProtoLog.Number(values[1]), Is.EqualTo(float.PositiveInfinity));
        Assert.That((values[2].Tensor.StringVal[0].ToStringUtf8(), values[2].Metadata.PluginData.PluginName), Is.EqualTo(("äöü **bold**", "text")));
        Assert.That(ProtoLog.Doubles(values[3]), Is.EqualTo(new double[] { 1, 2, 1, 2, 3, 3 }));
        using SKBitmap picture = SKBitmap.Decode(values[4].Tensor.StringVal[2].ToByteArray());
        Assert.That(picture.Pixels.SelectMany(pixel => new[] { pixel.Red, pixel.Green, pixel.Blue }), Is.EqualTo(pixels));
        Assert.That(ProtoLog.Doubles(values[5]), Is.EqualTo(new double[90]));
    }

    [Test]
    public void Our_reader_finds_what_the_writer_wrote()
    {
        using (var writer = new SummaryWriter(folder.Path))
        {
            writer.Scalar("s", 0.5, 1);
            writer.Text("t", "", 2);
            writer.Histogram("h", Tensor.From(new[] { 1f, 2f }), 3, buckets: 1);
            writer.Image("i", Ops.Ones([5, 2, 3, 1]), 4, maxOutputs: 2);
        }

        SummaryValue[] values = [.. EventFile.Read(folder.Path, strict: true).SelectMany(item => item.Values)];
        Assert.That(values[0].Scalar, Is.EqualTo(0.5));
        Assert.That(values[1].Text, Is.EqualTo(new[] { "" }));
        Assert.That(values[2].Histogram, Is.EqualTo(new[] { new HistogramBucket(1, 2, 2) }));
        Assert.That((values[3].Images!.Width, values[3].Images!.Height, values[3].Images!.Pngs.Count), Is.EqualTo((3, 2, 2)));
        Assert.That(values.Select(value => value.Plugin), Is.EqualTo(new[] { "scalars", "text", "histograms", "images" }));
    }

    /// <summary>Grey with opacity, and RGB with opacity; floats beyond the ends are cut, as TensorFlow does.</summary>
    [Test]
    public void Pixels_of_every_form()
    {
        using (var writer = new SummaryWriter(folder.Path))
        {
            writer.Image("grey", Tensor.From(new[] { -1f, 0.5f, 1f, 2f, float.NaN, 0.25f }).Reshape([1, 1, 6, 1]), 0);
            writer.Image("two", Tensor.FromSpan<byte>([10, 255, 20, 255], [1, 2, 1, 2]), 0);
            writer.Image("four", Tensor.FromSpan<byte>([1, 2, 3, 255, 4, 5, 6, 255], [1, 1, 2, 4]), 0);
        }

        SKColor[][] pictures = [.. EventFile.Read(folder.Path).SelectMany(item => item.Values).Select(value => SKBitmap.Decode(value.Images!.Pngs[0]).Pixels)];
        Assert.That(pictures[0].Select(pixel => (int)pixel.Green), Is.EqualTo(new[] { 0, 127, 255, 255, 0, 63 }));
        Assert.That(pictures[1].Select(pixel => (int)pixel.Green), Is.EqualTo(new[] { 10, 20 }));
        Assert.That(pictures[2], Is.EqualTo(new[] { new SKColor(1, 2, 3), new SKColor(4, 5, 6) }));
    }

    /// <summary>On a device without float64 too, the counts are those of the formula in float64.</summary>
    [Test]
    public void Counts_are_exact_at_the_edges()
    {
        var random = new Random(3);
        for (int trial = 0; trial < 20; trial++)
        {
            float scale = MathF.Pow(10, random.Next(-30, 30));
            float[] values = [.. Enumerable.Range(0, 200).Select(i => i < 60 ? i / 30f * scale : ((random.NextSingle() * 4) - 2) * scale)];
            int buckets = random.Next(1, 40);
            HistogramBucket[] counted = Histograms.Of(Tensor.From(values), buckets);
            double least = values.Min(), largest = values.Max(), width = (largest - least) / buckets;
            double[] want = new double[buckets];
            Array.ForEach(values, value => want[(int)Math.Min(buckets - 1, Math.Floor((value - least) / width))]++);
            Assert.That(counted.Select(bucket => bucket.Count), Is.EqualTo(want));
            Assert.That((counted[0].Left, counted[^1].Right), Is.EqualTo((least, largest)));
        }
    }

    /// <summary>On a GPU the values stay where they are: least and largest value come back, and a count for each edge.</summary>
    [Test]
    public void Only_counts_leave_the_device()
    {
        const int Values = 100_000, Buckets = 30;
        using var scope = new TensorScope();
        var random = new Random(3);
        Tensor values = Tensor.From(Enumerable.Range(0, Values).Select(_ => random.NextSingle()).ToArray());
        MemoryStats stats = MemoryStats.Of(Device.Default);
        long before = stats.BytesToHost;
        HistogramBucket[] counted = Histograms.Of(values, Buckets);
        long copied = stats.BytesToHost - before;
        Assert.That(counted.Sum(bucket => bucket.Count), Is.EqualTo(Values));
        TestContext.Out.WriteLine($"{copied} bytes came back from {Device.Default}");
        if (Device.Default != Device.Cpu)
        {
            Assert.That(copied, Is.LessThanOrEqualTo((2 * sizeof(float)) + ((Buckets - 1) * sizeof(int))));
        }
    }

    [Test]
    public void Numbers_that_are_not_finite_are_left_out()
    {
        HistogramBucket[] counted = Histograms.Of(Tensor.From(new[] { float.NaN, 1, float.PositiveInfinity, 3, float.NegativeInfinity }), 2);
        Assert.That(counted, Is.EqualTo(new[] { new HistogramBucket(1, 2, 1), new HistogramBucket(2, 3, 1) }));
        Assert.That(Histograms.Of(Tensor.From(new[] { float.NaN }), 2), Is.EqualTo(new[] { default(HistogramBucket), default }));
    }

    [Test]
    public void Names_sort_by_time_and_are_never_taken_twice()
    {
        using var first = new SummaryWriter(folder.Path);
        using var second = new SummaryWriter(folder.Path);
        Assert.That(Path.GetFileName(first.Path), Does.Match(@"^events\.out\.tfevents\.\d{10}\..+\.\d+\.\d+\.v2$"));
        Assert.That(first.Path, Is.Not.EqualTo(second.Path));
    }

    [Test]
    public void Records_of_several_threads_are_whole()
    {
        using (var writer = new SummaryWriter(folder.Path))
        {
            Parallel.For(0, 200, i => writer.Scalar("s", i, i));
        }

        Assert.That(ProtoLog.Run(folder.Path).Skip(1).Select(item => item.Step).Order(), Is.EqualTo(Enumerable.Range(0, 200)));
    }

    [Test]
    public void Values_that_cannot_be()
    {
        using var writer = new SummaryWriter(folder.Path);
        long before = new FileInfo(writer.Path).Length;
        Assert.That(() => writer.Scalar("", 1, 0), Throws.ArgumentException);
        Assert.That(() => writer.Histogram("h", Ops.Ones([2]), 0, buckets: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("buckets"));
        Assert.That(() => writer.Image("i", Ops.Ones([1, 2, 2, 1]), 0, maxOutputs: 0), Throws.InstanceOf<ArgumentException>().With.Message.Contains("maxOutputs"));
        Assert.That(() => writer.Image("i", Ops.Ones([2, 2]), 0), Throws.TypeOf<ShapeException>().With.Message.Contains("[2, 2]"));
        Assert.That(() => writer.Image("i", Ops.Ones([1, 2, 2, 5]), 0), Throws.TypeOf<ShapeException>().With.Message.Contains("channels"));
        Assert.That(() => writer.Image("i", Ops.Ones([1, 2, 2, 1], DType.Int32), 0), Throws.TypeOf<DTypeException>().With.Message.Contains("int32"));
        Assert.That(new FileInfo(writer.Path).Length, Is.EqualTo(before), "nothing was written");
        writer.Dispose();
        Assert.That(() => writer.Scalar("s", 1, 0), Throws.TypeOf<ObjectDisposedException>());
    }
}
