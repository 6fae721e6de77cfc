using System.Diagnostics;
using Sharpkeras.Summaries;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Summaries;

/// <summary>A process that is killed while it logs, without a chance to do anything, leaves a log that is read to its last whole record.</summary>
[TestFixture]
public sealed class KilledLogTests
{
    private const int Kills = 5;

    /// <summary>Some hundred records.</summary>
    private const int Enough = 100_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public void The_log_of_a_killed_training_is_read()
    {
        var random = new Random(2);
        int records = 0, whole = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using var folder = new TemporaryFolder();
            string file = LogThatWasKilled(folder.Path, random.Next(40));
            byte[] bytes = File.ReadAllBytes(file);
            int end = EndOfWholeRecords(bytes);
            int expected = ProtoLog.Parse(bytes[..end]).Count;
            Assert.That(EventFile.Read(file), Has.Count.EqualTo(expected));
            Assert.That(expected, Is.GreaterThan(100));
            records += expected;
            whole += end == bytes.Length ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{Kills} kills: {records} records read; {whole} logs ended with a whole record");
    }

    /// <summary>Starts the training, waits until it has written some records and a little longer, and kills it.</summary>
    private static string LogThatWasKilled(string folder, int milliseconds)
    {
        using Process process = KilledLog.Start(folder);
        try
        {
            long begin = Stopwatch.GetTimestamp();
            string? file = null;
            while (file == null || new FileInfo(file).Length < Enough)
            {
                Assert.That(process.HasExited || Stopwatch.GetElapsedTime(begin) > Patience, Is.False, "the training writes a log");
                Thread.Sleep(5);
                file = Directory.GetFiles(folder, "*tfevents*", SearchOption.AllDirectories).FirstOrDefault();
            }

            Thread.Sleep(milliseconds);
            return file;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    private static int EndOfWholeRecords(byte[] file)
    {
        int end = 0;
        while (end + 16 <= file.Length && end + 16 + BitConverter.ToInt64(file, end) <= file.Length)
        {
            end += 16 + (int)BitConverter.ToInt64(file, end);
        }

        return end;
    }
}
