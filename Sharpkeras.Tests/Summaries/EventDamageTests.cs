using Sharpkeras.Diagnostics;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Summaries;

/// <summary>Logs that were cut off, damaged, or had no place to grow.</summary>
[TestFixture]
public sealed class EventDamageTests
{
    private const int Trials = 1000;

    private static byte[] Golden => File.ReadAllBytes(GoldenFolder.At("tensorboard", "events.out.tfevents.golden"));

    /// <summary>Cut at every byte: the whole records before are read, and where it was cut is told.</summary>
    [Test]
    public void A_log_that_was_killed_reads_up_to_its_last_whole_record()
    {
        byte[] file = Golden;
        List<int> ends = Ends(file);
        string all = Show(Read(file));
        for (int length = 1; length < file.Length; length++)
        {
            byte[] part = file[..length];
            int whole = ends.Count(end => end <= length);
            IReadOnlyList<SummaryEvent> read = Read(part);
            Assert.That(read, Has.Count.EqualTo(whole));
            if (ends.Contains(length))
            {
                Assert.That(all, Does.StartWith(Show(read)));
            }
            else
            {
                int begin = whole == 0 ? 0 : ends[whole - 1];
                Assert.That(
                    () => Read(part, strict: true),
                    Throws.TypeOf<EventFileException>().With.Message.Contains($"'log' at byte {begin}: expected").And.Message.Contains("found"));
            }
        }
    }

    [Test]
    public void The_place_of_a_cut_is_a_warning()
    {
        var warnings = new List<string>();
        void Listen(string message) => warnings.Add(message);
        Log.Warning += Listen;
        try
        {
            Assert.That(Read(Golden[..^3]), Has.Count.EqualTo(Ends(Golden).Count - 1));
        }
        finally
        {
            Log.Warning -= Listen;
        }

        Assert.That(warnings.Where(warning => warning.Contains("'log'", StringComparison.Ordinal)), Has.Some.Contains($"at byte {Ends(Golden)[^2]}: expected a record of"));
    }

    [Test]
    public void A_wrong_checksum_is_told_with_its_place()
    {
        byte[] file = Golden;
        int second = Ends(file)[0];
        file[second + 12] ^= 1;
        Assert.That(
            () => Read(file),
            Throws.TypeOf<EventFileException>().With.Message.Match(@"'log' at byte \d+: expected the checksum [0-9a-f]{8} of the record's content, found [0-9a-f]{8}"));
        file = Golden;
        file[second + 1] ^= 1;
        Assert.That(() => Read(file), Throws.TypeOf<EventFileException>().With.Message.Contains($"'log' at byte {second + 8}").And.Message.Contains("length"));
    }

    /// <summary>Damage of every kind, half of it under right checksums, so that the messages' own checks are tried too.</summary>
    [Test]
    public void Damaged_logs_are_refused_or_read_right()
    {
        byte[] golden = Golden;
        string all = Show(Read(golden));
        var random = new Random(20261126);
        int refused = 0, cut = 0, read = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            bool sealedAgain = trial % 2 == 1;
            byte[] file = sealedAgain ? Resealed(golden, random) : Damaged(golden, random);
            try
            {
                string shown = Show(Read(file));
                Assert.That(sealedAgain || all.StartsWith(shown, StringComparison.Ordinal), $"trial {trial} reads what was not written");
                (cut, read) = shown.Length < all.Length && !sealedAgain ? (cut + 1, read) : (cut, read + 1);
            }
            catch (EventFileException error)
            {
                Assert.That(error.Message, Does.Contain("'log' at byte ").And.Contain("expected").And.Contain("found"));
                refused++;
            }
        }

        Console.Error.WriteLine($"damaged event files: {Trials} tried, {refused} refused, {cut} read up to the damage, {read} read");
        Assert.That(refused, Is.GreaterThanOrEqualTo(Trials / 2));
        Assert.That(cut, Is.GreaterThan(0));
    }

    /// <summary>Random bytes as messages, under right checksums: never anything but a message that is whole, or a clear error.</summary>
    [Test]
    public void Random_messages_are_refused_or_read()
    {
        byte[] first = Golden[..Ends(Golden)[0]];
        var random = new Random(5);
        int refused = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            byte[] payload = new byte[random.Next(1, 60)];
            random.NextBytes(payload);
            payload[0] = trial % 2 == 0 ? (byte)0x2A : payload[0];
            try
            {
                Read([.. first, .. RecordBytes.Frame(payload)]);
            }
            catch (EventFileException error)
            {
                Assert.That(error.Message, Does.Contain($"at byte {first.Length}: expected an event, found that it is malformed at its byte"));
                refused++;
            }
        }

        Console.Error.WriteLine($"random messages: {Trials} tried, {refused} refused");
        Assert.That(refused, Is.GreaterThanOrEqualTo(Trials / 2));
    }

    [Test]
    public void Files_that_are_no_logs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.txt"), "This is no event file, but it has some length.");
        File.WriteAllBytes(folder.File("other.tfrecord"), RecordBytes.Frame([9, 0, 0, 0, 0, 0, 0, 0, 0]));
        Assert.That(() => EventFile.Read(folder.File("text.txt")), Throws.TypeOf<EventFileException>().With.Message.Contains("text.txt' at byte 8"));
        Assert.That(() => EventFile.Read(folder.File("other.tfrecord")), Throws.TypeOf<EventFileException>().With.Message.Contains("'brain.Event:2', found none"));
        Assert.That(() => EventFile.Read(folder.File("missing")), Throws.TypeOf<EventFileException>().With.Message.Contains("missing"));
        Assert.That(() => EventFile.Read(folder.Path), Throws.TypeOf<EventFileException>().With.Message.Contains("no event files"));
        Assert.That(() => EventFile.Read(""), Throws.ArgumentException);
    }

    /// <summary>What PyTorch and TensorFlow 1 write: numbers, images and histograms without tensors, and metadata at a tag's first value only.</summary>
    [Test]
    public void Older_forms_are_read()
    {
        var scalar = new Protos.Event { Step = 1, Summary = new() };
        scalar.Summary.Value.Add(new Protos.Summary.Types.Value { Tag = "loss", SimpleValue = 2.5f });
        scalar.Summary.Value.Add(new Protos.Summary.Types.Value
        {
            Tag = "h",
            Histo = new() { Min = 1, Max = 4, Num = 3, BucketLimit = { 2, 4 }, Bucket = { 1, 2 } },
        });
        scalar.Summary.Value.Add(new Protos.Summary.Types.Value
        {
            Tag = "i",
            Image = new() { Width = 3, Height = 2, EncodedImageString = Google.Protobuf.ByteString.CopyFrom(7) },
        });
        var tensor = new Protos.TensorProto { Dtype = Protos.DataType.DtFloat, TensorShape = new(), FloatVal = { 0.25f } };
        var plugin = new Protos.SummaryMetadata { PluginData = new() { PluginName = "scalars" } };
        scalar.Summary.Value.Add(new Protos.Summary.Types.Value { Tag = "t", Tensor = tensor, Metadata = plugin });
        scalar.Summary.Value.Add(new Protos.Summary.Types.Value { Tag = "t", Tensor = tensor });
        byte[] first = Golden[..Ends(Golden)[0]];
        IReadOnlyList<SummaryValue> values = Read([.. first, .. RecordBytes.Frame(Google.Protobuf.MessageExtensions.ToByteArray(scalar))])[1].Values;
        Assert.That(values.Select(value => value.Scalar), Is.EqualTo(new double?[] { 2.5, null, null, 0.25, 0.25 }));
        Assert.That(values[1].Histogram, Is.EqualTo(new[] { new HistogramBucket(1, 2, 1), new HistogramBucket(2, 4, 2) }));
        Assert.That((values[2].Images!.Width, values[2].Images!.Height, values[2].Images!.Pngs[0].Length), Is.EqualTo((3, 2, 1)));
    }

    [Test]
    public void A_full_disk_is_told_and_leaves_whole_records()
    {
        var inner = new MemoryStream();
        using var writer = new SummaryWriter(new FullStream(inner, 200), "full.log", TimeProvider.System);
        int written = 0;
        EventFileException error = Assert.Throws<EventFileException>(() =>
        {
            for (; ; written++)
            {
                writer.Scalar("loss", written, written);
            }
        })!;
        Assert.That(error.Message, Does.Contain($"'full.log' at byte {inner.Length}: expected to write").And.Contain("no space left").And.Contain("another folder"));
        Assert.That(ProtoLog.Parse(inner.ToArray()), Has.Count.EqualTo(written + 1));
    }

    [Test]
    public void A_disk_that_is_full_within_a_record_keeps_no_part_of_it()
    {
        var inner = new MemoryStream();
        using var writer = new SummaryWriter(new Halving(inner, 150), "full.log", TimeProvider.System);
        Assert.That(() => { for (; ; ) { writer.Scalar("loss", 1, 1); } }, Throws.TypeOf<EventFileException>());
        Assert.That(ProtoLog.Parse(inner.ToArray()), Has.Count.GreaterThan(1));
    }

    private static IReadOnlyList<SummaryEvent> Read(byte[] file, bool strict = false) => EventFile.Read(new MemoryStream(file), "log", strict);

    /// <summary>Where the records of an undamaged file end.</summary>
    private static List<int> Ends(byte[] file)
    {
        var ends = new List<int>();
        for (int at = 0; at < file.Length;)
        {
            at += 16 + BitConverter.ToInt32(file, at);
            ends.Add(at);
        }

        return ends;
    }

    /// <summary>All that was read, as a text.</summary>
    private static string Show(IEnumerable<SummaryEvent> events) => string.Concat(events.Select(item =>
        $"{item.WallTime:R} {item.Step} {item.FileVersion} {string.Concat(item.Values.Select(Show))}\n"));

    private static string Show(SummaryValue value) => $"{value.Tag} {value.Plugin} {value.Scalar:R} {string.Join(';', value.Histogram ?? [])} "
        + $"{string.Join(';', value.Text ?? [])} {value.Images?.Width} {value.Images?.Height} {string.Join(';', value.Images?.Pngs.Select(Convert.ToHexString) ?? [])}|";

    private static byte[] Damaged(byte[] golden, Random random)
    {
        byte[] file = [.. golden];
        int at = random.Next(file.Length), end = Math.Min(file.Length, at + random.Next(1, 200));
        switch (random.Next(6))
        {
            case 0: file[at] ^= (byte)(1 << random.Next(8)); return file;
            case 1: random.NextBytes(file.AsSpan(at, Math.Min(4, file.Length - at))); return file;
            case 2: return file[..at];
            case 3: return [.. file[..at], .. file[end..]];
            case 4: return [.. file[..at], (byte)random.Next(256), .. file[at..]];
            default: return [.. file[..end], .. file[at..]];
        }
    }

    /// <summary>A record with damage of its content under a right checksum.</summary>
    private static byte[] Resealed(byte[] golden, Random random)
    {
        List<int> ends = Ends(golden);
        int record = random.Next(1, ends.Count), begin = ends[record - 1];
        byte[] payload = golden[(begin + 12)..(ends[record] - 4)];
        int at = random.Next(Math.Min(payload.Length, 40));
        payload = random.Next(3) switch
        {
            0 => [.. payload[..at], (byte)(payload[at] ^ (1 << random.Next(8))), .. payload[(at + 1)..]],
            1 => payload[..at],
            _ => [.. payload[..at], (byte)random.Next(256), .. payload[(at + 1)..]],
        };
        return [.. golden[..begin], .. RecordBytes.Frame(payload), .. golden[ends[record]..]];
    }

    /// <summary>A stream on a disk that takes the first half of what it has no room for.</summary>
    private sealed class Halving(MemoryStream inner, long limit) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => inner.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Position + count > limit)
            {
                inner.Write(buffer, offset, count / 2);
                throw new IOException("no space left on this disk");
            }

            inner.Write(buffer, offset, count);
        }
    }
}
