using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Summaries.Protos;
using Sharpkeras.Tests.Support;
using SkiaSharp;

namespace Sharpkeras.Tests.Summaries;

/// <summary>The log that TensorFlow wrote is read to its values, and the histograms of the same numbers have its buckets.</summary>
[OnDevices]
public sealed class EventGoldenTests
{
    private static string Log => GoldenFolder.At("tensorboard", "events.out.tfevents.golden");

    private static JsonArray Records => GoldenFolder.Json("tensorboard", "golden.json")["events"]!.AsArray();

    [Test]
    public void Records_have_the_times_steps_and_tags_of_the_golden()
    {
        IReadOnlyList<SummaryEvent> read = EventFile.Read(Log, strict: true);
        Assert.That(read, Has.Count.EqualTo(Records.Count));
        for (int i = 0; i < read.Count; i++)
        {
            JsonNode golden = Records[i]!;
            Assert.That(read[i].WallTime, Is.EqualTo(golden["wallTime"]!.GetValue<double>()));
            Assert.That(read[i].Step, Is.EqualTo(long.Parse(golden["step"]?.GetValue<string>() ?? "0", CultureInfo.InvariantCulture)));
            Assert.That(read[i].FileVersion, Is.EqualTo(golden["fileVersion"]?.GetValue<string>()));
            string[] tags = [.. golden["summary"]?["value"]!.AsArray().Select(value => value!["tag"]!.GetValue<string>()) ?? []];
            Assert.That(read[i].Values.Select(value => value.Tag), Is.EqualTo(tags));
        }
    }

    [Test]
    public void Values_are_those_of_the_golden()
    {
        var read = EventFile.Read(Log).SelectMany(record => record.Values.Select(value => (record.Step, Value: value))).ToList();
        JsonArray decoded = GoldenFolder.Json("tensorboard", "golden.json")["decoded"]!.AsArray();
        Assert.That(decoded, Has.Count.EqualTo(12));
        foreach (JsonNode? golden in decoded)
        {
            SummaryValue value = read.Single(item => item.Step == golden!["step"]!.GetValue<long>() && item.Value.Tag == golden["tag"]!.GetValue<string>()).Value;
            Assert.That(value.Plugin, Is.EqualTo(golden!["plugin"]!.GetValue<string>()));
            if (value.Plugin == "scalars")
            {
                Assert.That(value.Scalar, Is.EqualTo(golden["value"]!.GetValue<double>()));
            }
            else
            {
                Assert.That(value.Histogram, Is.EqualTo(Buckets(golden["value"]!)));
            }
        }
    }

    [Test]
    public void Pictures_and_texts_are_those_of_the_golden()
    {
        var values = EventFile.Read(Log).SelectMany(record => record.Values).ToDictionary(value => (value.Tag, value.Plugin, value.Scalar, value.Histogram?[0]));
        SummaryValue note = values.Values.Single(value => value.Tag == "note");
        Assert.That(note.Text, Is.EqualTo(new[] { "plain text" }));
        SummaryValue digit = values.Values.Single(value => value.Tag == "digit");
        Assert.That((digit.Images!.Width, digit.Images.Height, digit.Images.Pngs.Count), Is.EqualTo((8, 8, 1)));
        HostArray pixels = GoldenFolder.Arrays("tensorboard", "golden.npz")["digit"];
        Assert.That(Grey(digit.Images.Pngs[0]), Is.EqualTo(pixels.Bytes));
    }

    /// <summary>What the writer makes of the same arrays, on this device: the same message but for the class of the data and the PNG's packing.</summary>
    [Test]
    public void The_same_numbers_are_written_as_the_golden_has_them()
    {
        using var folder = new TemporaryFolder();
        GoldenArrays arrays = GoldenFolder.Arrays("tensorboard", "golden.npz");
        ILookup<string, (long Step, Summary.Types.Value Value)> golden = ProtoLog.ByTag(ProtoLog.Read(Log));
        using (var writer = new SummaryWriter(folder.Path))
        {
            foreach (var (step, value) in golden.SelectMany(tag => tag))
            {
                Write(writer, arrays, step, value);
            }
        }

        ILookup<string, (long Step, Summary.Types.Value Value)> own = ProtoLog.ByTag(ProtoLog.Run(folder.Path));
        int compared = 0;
        foreach (var (step, value) in golden.SelectMany(tag => tag))
        {
            Summary.Types.Value other = own[value.Tag].Single(item => item.Step == step).Value.Clone();
            other.Metadata.DataClass = DataClass.Unknown;
            if (value.Metadata.PluginData.PluginName == "images")
            {
                Assert.That(Grey(other.Tensor.StringVal[2].ToByteArray()), Is.EqualTo(arrays["digit"].Bytes));
                other.Tensor.StringVal[2] = value.Tensor.StringVal[2];
            }

            Assert.That(other, Is.EqualTo(value), value.Tag);
            compared++;
        }

        Assert.That(compared, Is.EqualTo(14));
    }

    private static void Write(SummaryWriter writer, GoldenArrays arrays, long step, Summary.Types.Value value)
    {
        switch (value.Metadata.PluginData.PluginName)
        {
            case "scalars": writer.Scalar(value.Tag, 1.0 / (step + 1), step); break;
            case "histograms": writer.Histogram(value.Tag, Tensor.FromHost(arrays[value.Tag]) * (step + 1), step); break;
            case "images": writer.Image(value.Tag, Tensor.FromHost(arrays["digit"]).Reshape([1, 8, 8, 1]), step); break;
            case "text": writer.Text(value.Tag, value.Tensor.StringVal[0].ToStringUtf8(), step); break;
            default: Assert.Fail(value.Metadata.PluginData.PluginName); break;
        }
    }

    private static HistogramBucket[] Buckets(JsonNode rows) =>
        [.. rows.AsArray().Select(row => new HistogramBucket(row![0]!.GetValue<double>(), row[1]!.GetValue<double>(), row[2]!.GetValue<double>()))];

    private static byte[] Grey(byte[] png)
    {
        using SKBitmap bitmap = SKBitmap.Decode(png);
        return [.. bitmap.Pixels.Select(pixel => pixel.Red)];
    }
}
