using System.Globalization;
using System.Text.RegularExpressions;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Checkpoints;

/// <summary>
/// Keeps the last checkpoints of a training in a folder, as numbered files (<c>ckpt-1.h5</c>, <c>ckpt-2.h5</c>, …), and finds them again in
/// another process. An earlier file is removed only after a new one is whole. The folder belongs to one training at a time.
/// </summary>
/// <example>
/// <code>
/// var manager = new CheckpointManager(new Checkpoint(model), "checkpoints", maxToKeep: 3);
/// manager.RestoreLatest();
/// manager.Save();
/// </code>
/// </example>
public sealed class CheckpointManager
{
    private readonly HashSet<string> damaged = new(StringComparer.Ordinal);

    /// <summary>A manager of a folder.</summary>
    /// <param name="checkpoint">What is saved and restored.</param>
    /// <param name="directory">The folder; it is made when it is missing.</param>
    /// <param name="maxToKeep">The number of files that stay, positive; null for all.</param>
    /// <param name="checkpointName">What the files' names begin with.</param>
    /// <exception cref="ArgumentException">A name is empty or no file's name, or the number is not positive.</exception>
    public CheckpointManager(Checkpoint checkpoint, string directory, int? maxToKeep = 5, string checkpointName = "ckpt")
    {
        if (directory.Length == 0)
        {
            throw new ArgumentException("checkpoints — the folder's name must not be empty. Received ''; name a folder.", nameof(directory));
        }

        if (checkpointName.Length == 0 || checkpointName.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            throw new ArgumentException($"checkpoints — checkpointName begins the names of files. Received '{checkpointName}'.", nameof(checkpointName));
        }

        Checkpoint = checkpoint;
        Directory = directory;
        MaxToKeep = maxToKeep is { } most ? Check.Positive(most, nameof(maxToKeep), "checkpoints") : null;
        CheckpointName = checkpointName;
    }

    /// <summary>What is saved and restored.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The folder.</summary>
    public string Directory { get; }

    /// <summary>The number of files that stay; null for all.</summary>
    public int? MaxToKeep { get; }

    /// <summary>What the files' names begin with.</summary>
    public string CheckpointName { get; }

    /// <summary>The paths of the files that are there, the earliest first; a file that could not be read stays among them until the next <see cref="Save"/>.</summary>
    public IReadOnlyList<string> Checkpoints => [.. Numbered().Select(file => file.Path)];

    /// <summary>The path of the last file; null when there is none.</summary>
    public string? Latest => Checkpoints.LastOrDefault();

    /// <summary>Saves a new file, then removes the earliest that are too many.</summary>
    /// <param name="number">Its number, larger than those before; null for the next.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not larger than the last.</exception>
    /// <exception cref="ModelFileException">The file cannot be written; the earlier ones are still there.</exception>
    public string Save(long? number = null)
    {
        long last = Numbered().Select(file => file.Number).LastOrDefault();
        long lastWhole = Numbered().Where(file => !damaged.Contains(file.Path)).Select(file => file.Number).LastOrDefault();
        if (number <= lastWhole)
        {
            throw new ArgumentOutOfRangeException(
                nameof(number), $"checkpoints — the numbers of files rise, and '{Directory}' has {Text.Of(lastWhole)}. Received {Text.Of(number.Value)}; choose another folder, or a larger number.");
        }

        System.IO.Directory.CreateDirectory(Directory);
        string path = Path.Combine(Directory, $"{CheckpointName}-{(number ?? last + 1).ToString(CultureInfo.InvariantCulture)}.h5");
        Checkpoint.Save(path);
        damaged.Remove(path);
        RemoveTheRest();
        return path;
    }

    /// <summary>
    /// Goes back to the last file. One that is damaged, or was left half-written, is passed over with a <see cref="Log.Warning"/>, and the one before it taken.
    /// </summary>
    /// <returns>The path of the file that was taken; null when there is none at all, and nothing was changed.</returns>
    /// <exception cref="ModelFileException">No file can be read, or it is of another model; nothing was changed then.</exception>
    public string? RestoreLatest()
    {
        if (ReadLatest() is not { } latest)
        {
            return null;
        }

        Checkpoint.Apply(latest.State, latest.Path);
        return latest.Path;
    }

    /// <summary>The content of the last file that can be read; null when there is none at all.</summary>
    internal (string Path, StateDictionary State)? ReadLatest()
    {
        ModelFileException? last = null;
        foreach (var (_, path) in Numbered().Reverse())
        {
            try
            {
                return (path, CheckpointFile.Read(path));
            }
            catch (ModelFileException error)
            {
                last = error;
                damaged.Add(path);
                Log.Warn($"checkpoints — {error.Message} The checkpoint before it is looked for.");
            }
        }

        return last == null ? null : throw new ModelFileException(
            $"checkpoints — none of the files in '{Directory}' can be read: {string.Join(", ", Checkpoints.Select(Path.GetFileName))}. Remove the folder to begin anew. The first of them: {last.Message}", last);
    }

    /// <summary>Removes all files of the checkpoints, then the folder when nothing else is in it.</summary>
    internal void RemoveAll()
    {
        Remove([.. Checkpoints.Reverse(), .. Unfinished()]);
        if (System.IO.Directory.Exists(Directory) && !System.IO.Directory.EnumerateFileSystemEntries(Directory).Any())
        {
            System.IO.Directory.Delete(Directory);
        }
    }

    private void RemoveTheRest()
    {
        string[] whole = [.. Checkpoints.Where(path => !damaged.Contains(path))];
        int tooMany = MaxToKeep is { } most ? Math.Max(0, whole.Length - most) : 0;
        Remove([.. Checkpoints.Where(damaged.Contains), .. whole.Take(tooMany), .. Unfinished()]);
    }

    private static void Remove(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Log.Warn($"checkpoints — '{path}' could not be removed: {error.Message}");
            }
        }
    }

    private IReadOnlyList<(long Number, string Path)> Numbered() =>
        [.. Files("*.h5").Select(path => (NumberOf(path), path)).Where(file => file.Item1 >= 0).OrderBy(file => file.Item1)];

    /// <summary>What a process that was killed left of files that it wrote.</summary>
    private IEnumerable<string> Unfinished() =>
        Files(".*.tmp").Where(path => Regex.IsMatch(Path.GetFileName(path), $@"^\.{Regex.Escape(CheckpointName)}-[0-9]+\.h5\.[0-9a-f]{{32}}\.tmp$"));

    private string[] Files(string pattern) => System.IO.Directory.Exists(Directory) ? System.IO.Directory.GetFiles(Directory, pattern) : [];

    /// <summary>The number of a file; −1 where it is no checkpoint's.</summary>
    private long NumberOf(string path)
    {
        Match match = Regex.Match(Path.GetFileName(path), $"^{Regex.Escape(CheckpointName)}-([0-9]+)\\.h5$");
        return match.Success && long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
    }
}
