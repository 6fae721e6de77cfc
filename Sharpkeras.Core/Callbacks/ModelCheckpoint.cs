using System.Globalization;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;

namespace Sharpkeras.Callbacks;

/// <summary>Saves the model during training, always or when a number has become better. A file is replaced whole or not at all.</summary>
/// <example>
/// <code>
/// model.Fit(x, y, epochs: 10, validationSplit: 0.2, callbacks: [new ModelCheckpoint("best-{epoch:02d}-{val_loss:.2f}.keras", saveBestOnly: true)]);
/// </code>
/// </example>
public sealed class ModelCheckpoint : MonitorCallback
{
    private readonly BatchCounter counter;
    private int epochNow;

    /// <summary>A callback that saves the model.</summary>
    /// <param name="filepath">
    /// A path that ends in <c>.keras</c> or in <c>.h5</c>, or in <c>.weights.h5</c> for weights only. It may have numbers in Python's format: <c>{epoch:02d}</c> (from 1), <c>{batch}</c> and the names in the logs.
    /// Its folder is made when it is missing.
    /// </param>
    /// <param name="monitor">The name in the logs of the number that is watched.</param>
    /// <param name="verbose">1 writes each save, 0 nothing.</param>
    /// <param name="saveBestOnly">Whether only models are saved that are better than all before.</param>
    /// <param name="saveWeightsOnly">Whether the weights and the optimizer's state are saved without the model.</param>
    /// <param name="mode">Which way is better.</param>
    /// <param name="saveFreq">After each epoch, or after a number of steps.</param>
    /// <param name="initialValueThreshold">What the first saved model must beat; null for nothing.</param>
    /// <exception cref="ArgumentException">The ending is unknown, or a number is outside its range.</exception>
    public ModelCheckpoint(
        string filepath,
        string monitor = "val_loss",
        int verbose = 0,
        bool saveBestOnly = false,
        bool saveWeightsOnly = false,
        MonitorMode mode = MonitorMode.Auto,
        SaveFrequency saveFreq = default,
        double? initialValueThreshold = null)
        : base(monitor, mode, 0, initialValueThreshold)
    {
        Filepath = CheckedPath(filepath, saveWeightsOnly);
        Verbose = (int)Check.Range(verbose, 0, 2, nameof(verbose), Owner);
        SaveBestOnly = saveBestOnly;
        SaveWeightsOnly = saveWeightsOnly;
        SaveFreq = saveFreq;
        InitialValueThreshold = initialValueThreshold;
        counter = new BatchCounter(saveFreq);
    }

    /// <summary>The path, with its places for numbers.</summary>
    public string Filepath { get; }

    /// <summary>1 writes each save.</summary>
    public int Verbose { get; }

    /// <summary>Whether only models are saved that are better than all before.</summary>
    public bool SaveBestOnly { get; }

    /// <summary>Whether the weights and the optimizer's state are saved without the model.</summary>
    public bool SaveWeightsOnly { get; }

    /// <summary>When the model is saved.</summary>
    public SaveFrequency SaveFreq { get; }

    /// <summary>What the first saved model must beat.</summary>
    public double? InitialValueThreshold { get; }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => epochNow = epoch;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, StepResult result)
    {
        if (counter.IsDue(batch))
        {
            Save(batch, new Dictionary<string, double>(result.Read()));
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        if (SaveFreq.Batches == null)
        {
            Save(null, logs);
        }
    }

    private protected override void WriteState(StateDictionary state) => counter.GetState(state);

    private protected override void ReadState(StateDictionary state) => counter.SetState(state);

    private static string CheckedPath(string path, bool weights)
    {
        string name = path.ToLowerInvariant();
        bool fits = weights ? name.EndsWith(".weights.h5", StringComparison.Ordinal) : Path.GetExtension(name) is ".keras" or ".h5" or ".hdf5";
        return fits ? path : throw new ArgumentException(
            $"ModelCheckpoint — filepath must end in {(weights ? ".weights.h5, since only weights are saved" : ".keras, .h5 or .hdf5, which names the format")}. Received '{path}'.",
            "filepath");
    }

    private void Save(int? batch, IDictionary<string, double> logs)
    {
        var counts = new Dictionary<string, int> { ["epoch"] = epochNow + 1 };
        if (batch is { } step)
        {
            counts["batch"] = step + 1;
        }

        string path = FilePattern.Fill(Filepath, logs.AsReadOnly(), counts);
        if (SaveBestOnly ? !IsBest(path, logs) : !Said($"saving model to {path}"))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        if (SaveWeightsOnly)
        {
            Model.SaveWeights(path);
        }
        else
        {
            Model.Save(path);
        }

        Said($"finished saving model to {path}");
    }

    /// <summary>As in Keras a model is saved too when the number was not reported; there is a warning then.</summary>
    private bool IsBest(string path, IDictionary<string, double> logs)
    {
        if (Watched(logs, "saving the best model only") is not { } current)
        {
            return true;
        }

        string before = Best is { } best ? best.ToString("F5", CultureInfo.InvariantCulture) : "None";
        if (!IsImprovement(current, Best))
        {
            Said($"{Monitor} did not improve from {before}");
            return false;
        }

        Best = current;
        return Said($"{Monitor} improved from {before} to {current.ToString("F5", CultureInfo.InvariantCulture)}, saving model to {path}");
    }

    private bool Said(string what)
    {
        if (Verbose > 0)
        {
            Print($"\nEpoch {Text.Of(epochNow + 1)}: {what}");
        }

        return true;
    }
}
