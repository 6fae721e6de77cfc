using Sharpkeras.Checkpoints;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Callbacks;

/// <summary>
/// Keeps backups of a training in a folder, and goes on from the last one when the training was broken off, however, and the same program is
/// started again. It goes on in the middle of the epoch, and ends with the same bits as a training that was not broken off: weights, optimizer,
/// order of the data, dropout, metrics, history, and what the other callbacks remember.
/// </summary>
/// <remarks>
/// A backup is one <see cref="Checkpoint"/>, written whole or not at all, and taken after all callbacks were told of the step or epoch; the place of this one in
/// the list does not matter. Keras resumes at the beginning of the epoch instead.
/// </remarks>
/// <example><code>model.Fit(x, y, epochs: 50, callbacks: [new BackupAndRestore("backup", saveFreq: 100)]);</code></example>
public sealed class BackupAndRestore : Callback
{
    private BatchCounter counter;
    private CheckpointManager? backups;
    private (string Path, StateDictionary State)? restored;

    /// <summary>A callback that keeps backups.</summary>
    /// <param name="backupDir">The folder, of this training only; it is made when it is missing.</param>
    /// <param name="saveFreq">After each epoch, or after a number of steps.</param>
    /// <param name="doubleCheckpoint">Whether the backup before the last is kept too, in case the last cannot be read.</param>
    /// <param name="deleteCheckpoint">Whether the backups are removed when the training has come to its end.</param>
    /// <exception cref="ArgumentException">The folder's name is empty.</exception>
    public BackupAndRestore(string backupDir, SaveFrequency saveFreq = default, bool doubleCheckpoint = false, bool deleteCheckpoint = true)
    {
        BackupDir = backupDir.Length > 0
            ? backupDir
            : throw new ArgumentException("BackupAndRestore — backupDir must not be empty. Received ''; name a folder.", nameof(backupDir));
        SaveFreq = saveFreq;
        DoubleCheckpoint = doubleCheckpoint;
        DeleteCheckpoint = deleteCheckpoint;
        counter = new BatchCounter(saveFreq);
    }

    /// <summary>The folder.</summary>
    public string BackupDir { get; }

    /// <summary>When a backup is made.</summary>
    public SaveFrequency SaveFreq { get; }

    /// <summary>Whether the backup before the last is kept too.</summary>
    public bool DoubleCheckpoint { get; }

    /// <summary>Whether the backups are removed at the end.</summary>
    public bool DeleteCheckpoint { get; }

    /// <summary>Wraps the stream to the disk; null for nothing.</summary>
    internal Func<Stream, Stream>? WrittenThrough { get; init; }

    /// <inheritdoc/>
    public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs)
    {
        if (DeleteCheckpoint)
        {
            backups?.RemoveAll();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ModelFileException">No backup can be read, or they are of another training; nothing was changed then.</exception>
    internal override void OnTrainReady()
    {
        counter = new BatchCounter(SaveFreq);
        backups = new CheckpointManager(
            new Checkpoint(Model) { WrittenThrough = WrittenThrough }, BackupDir, DoubleCheckpoint ? 2 : 1, "backup");
        restored = backups.ReadLatest();
        if (restored is { } backup)
        {
            Restore(backup);
        }
        else if (File.Exists(Path.Combine(BackupDir, "latest.weights.h5")))
        {
            Log.Warn($"BackupAndRestore — '{BackupDir}' has a backup of Keras or an earlier version, which is not read: the training begins anew. LoadWeights reads its weights.");
        }
    }

    /// <summary>What callbacks did because the epoch began once more (a new learning rate) is put right: they had done it before.</summary>
    internal override void OnEpochResumed()
    {
        if (restored is { } backup)
        {
            Restore(backup);
        }

        restored = null;
    }

    /// <inheritdoc/>
    internal override void OnStepDone(int batch)
    {
        restored = null;
        if (counter.IsDue(batch))
        {
            backups!.Save();
        }
    }

    /// <inheritdoc/>
    internal override void OnEpochDone()
    {
        if (SaveFreq.Batches == null)
        {
            backups!.Save();
        }
    }

    private void Restore((string Path, StateDictionary State) backup)
    {
        if (!backup.State.Contains("training"))
        {
            throw new ModelFileException(
                $"BackupAndRestore — '{backup.Path}' is a checkpoint that was not made in a training. Give a folder of backups, or an empty one.");
        }

        backups!.Checkpoint.Apply(backup.State, backup.Path);
    }
}
