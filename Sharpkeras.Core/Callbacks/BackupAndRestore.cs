using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;

namespace Sharpkeras.Callbacks;

/// <summary>
/// Keeps the weights, the optimizer's state and the number of the epoch in a folder, and goes on from there when a training that was broken
/// off is started again. As in Keras a training resumes at the beginning of the epoch that was running.
/// </summary>
/// <example><code>model.Fit(x, y, epochs: 50, callbacks: [new BackupAndRestore("backup")]);</code></example>
public sealed class BackupAndRestore : Callback
{
    private readonly BatchCounter counter;
    private int epochNow;
    private int batchNow;

    /// <summary>A callback that keeps backups.</summary>
    /// <param name="backupDir">The folder, of this training only; it is made when it is missing.</param>
    /// <param name="saveFreq">After each epoch, or after a number of steps.</param>
    /// <param name="doubleCheckpoint">Whether the backup before the last is kept too, in case the last cannot be read.</param>
    /// <param name="deleteCheckpoint">Whether the folder is removed when the training has come to its end.</param>
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

    /// <summary>Whether the folder is removed at the end.</summary>
    public bool DeleteCheckpoint { get; }

    private string WeightsPath => Path.Combine(BackupDir, "latest.weights.h5");

    private string MetadataPath => Path.Combine(BackupDir, "training_metadata.json");

    /// <inheritdoc/>
    /// <exception cref="ModelFileException">The backup cannot be read, and there is none before it.</exception>
    public override void OnTrainBegin()
    {
        epochNow = batchNow = 0;
        if (!File.Exists(WeightsPath))
        {
            return;
        }

        try
        {
            Restore("");
        }
        catch (ModelFileException error) when (File.Exists(WeightsPath + ".bkp"))
        {
            Print($"Warning: {error.Message} The backup before it is taken.");
            Restore(".bkp");
        }
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => epochNow = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, StepResult result)
    {
        batchNow = batch;
        if (counter.IsDue(batch))
        {
            Backup();
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        epochNow = epoch + 1;
        batchNow = 0;
        if (SaveFreq.Batches == null)
        {
            Backup();
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs)
    {
        if (DeleteCheckpoint && Directory.Exists(BackupDir))
        {
            Directory.Delete(BackupDir, recursive: true);
        }
    }

    private void Backup()
    {
        Directory.CreateDirectory(BackupDir);
        if (DoubleCheckpoint && File.Exists(WeightsPath))
        {
            File.Copy(WeightsPath, WeightsPath + ".bkp", overwrite: true);
            File.Copy(MetadataPath, MetadataPath + ".bkp", overwrite: true);
        }

        Model.SaveWeights(WeightsPath);
        var metadata = new JsonObject { ["epoch"] = epochNow, ["batch"] = batchNow };
        string temporary = MetadataPath + ".tmp";
        File.WriteAllText(temporary, metadata.ToJsonString());
        File.Move(temporary, MetadataPath, overwrite: true);
    }

    private void Restore(string suffix)
    {
        Model.LoadWeights(WeightsPath + suffix);
        if (File.Exists(MetadataPath + suffix))
        {
            Model.ResumeEpoch = Epoch(MetadataPath + suffix);
        }
    }

    private static int Epoch(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path))!["epoch"]!.GetValue<int>();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new ModelFileException($"BackupAndRestore — '{path}' does not tell the epoch. Remove the folder to begin anew.", error);
        }
    }
}
