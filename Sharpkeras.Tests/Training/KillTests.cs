using System.Diagnostics;
using Sharpkeras.Checkpoints;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Training;

/// <summary>
/// A training whose process is killed, without a chance to do anything, at thirty moments, ends with the same bits as one that nobody
/// disturbed; and after each kill each backup that is there can be read.
/// </summary>
[TestFixture]
public sealed class KillTests
{
    private const int Workers = 2;
    private const int KillsOfEach = 15;
    private const int Seed = 17;

    /// <summary>The size of a backup, about: weights and two slots for each.</summary>
    private const int BackupBytes = 700_000;

    [Test]
    public void A_killed_training_goes_on_with_the_same_bits()
    {
        using var temporary = new TemporaryFolder();
        KilledTraining.WriteData(temporary.File("data"));
        var undisturbed = new KilledTraining(FolderIn(temporary, "undisturbed"), Seed, SaveFreq: 0);
        Assert.That(Finish(Start(undisturbed)), Is.Zero);
        byte[] expected = File.ReadAllBytes(undisturbed.Result);
        var workers = new Worker[Workers];
        Parallel.For(0, Workers, number => (workers[number] = new Worker(temporary, number, expected)).Run());
        int kills = workers.Sum(worker => worker.Kills);
        int during = workers.Sum(worker => worker.DuringSaves);
        Assert.That(workers.SelectMany(worker => worker.Problems), Is.Empty);
        Assert.That(kills, Is.EqualTo(Workers * KillsOfEach));
        Assert.That(during, Is.GreaterThanOrEqualTo(10));
        Console.Error.WriteLine($"kills: {kills}, {during} during a save, all resumed bit-equal");
    }

    private static string FolderIn(TemporaryFolder temporary, string name) => Directory.CreateDirectory(temporary.File(name)).FullName;

    private static Process Start(KilledTraining training)
    {
        var start = new ProcessStartInfo(Programs.Dotnet, [typeof(KillTests).Assembly.Location, .. training.Arguments()]) { RedirectStandardOutput = true };
        start.Environment["SHARPKERAS_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }

    private static int Finish(Process process)
    {
        using (process)
        {
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    /// <summary>Trains, kills and resumes, one training after the other, until it has killed often enough.</summary>
    private sealed class Worker(TemporaryFolder temporary, int number, byte[] expected)
    {
        private readonly Random random = new(number);
        private readonly HashSet<string> seen = [];

        public int Kills { get; private set; }

        public int DuringSaves { get; private set; }

        public List<string> Problems { get; } = [];

        public void Run()
        {
            for (int training = 0; Kills < KillsOfEach; training++)
            {
                string folder = FolderIn(temporary, $"{number}-{training}");
                while (StartAndKill(folder))
                {
                    Inspect(folder);
                }

                if (!File.ReadAllBytes(Path.Combine(folder, "result")).AsSpan().SequenceEqual(expected))
                {
                    Problems.Add($"training {training} of worker {number} ended with other bits");
                }
            }
        }

        /// <summary>Starts the process and kills it; false when it came to its end before.</summary>
        private bool StartAndKill(string folder)
        {
            bool inSave = Kills % 2 == 0 && Kills < KillsOfEach;
            bool hasBackup = Backups(folder).Length > 0;
            var training = new KilledTraining(
                folder,
                hasBackup ? random.Next() : Seed, // what is drawn after a restart comes from the backup
                SaveFreq: 2 + number,
                Double: number == 0,
                inSave ? random.Next(1, 3) : 0,
                random.Next(BackupBytes));
            using Process process = Start(training);
            if (Kills == KillsOfEach || !WaitForMoment(process, inSave))
            {
                if (Finish(process) != 0)
                {
                    throw new InvalidOperationException($"the training in {folder} failed");
                }

                return false;
            }

            process.Kill();
            process.WaitForExit();
            Kills++;
            return true;
        }

        private bool WaitForMoment(Process process, bool inSave)
        {
            if (inSave)
            {
                return Lines(process).Any(line => line == KilledTraining.Saving);
            }

            int steps = random.Next(8);
            if (Lines(process).Take(steps).Count() < steps)
            {
                return false;
            }

            Thread.Sleep(steps == 0 ? random.Next(600) : random.Next(12));
            return !process.HasExited;
        }

        private static IEnumerable<string> Lines(Process process)
        {
            while (process.StandardOutput.ReadLine() is { } line)
            {
                yield return line;
            }
        }

        /// <summary>Looks at what the killed process left: each backup is whole; a file that was being written has its temporary name.</summary>
        private void Inspect(string folder)
        {
            foreach (string backup in Backups(folder))
            {
                CheckpointFile.Read(backup);
            }

            string[] unfinished = Directory.Exists(Path.Combine(folder, "backup")) ? Directory.GetFiles(Path.Combine(folder, "backup"), ".*.tmp") : [];
            DuringSaves += unfinished.Count(seen.Add);
        }

        private static string[] Backups(string folder) =>
            Directory.Exists(Path.Combine(folder, "backup")) ? Directory.GetFiles(Path.Combine(folder, "backup"), "backup-*.h5") : [];
    }
}
